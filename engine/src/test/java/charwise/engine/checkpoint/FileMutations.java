package charwise.engine.checkpoint;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** Damages safetensors files at random, in ways that get past the first check. */
public final class FileMutations {
  /** About where the headers of the small files end that tests mutate. */
  private static final int HEADER = 2200;

  private static final List<String> TOKENS =
      List.of(
          "0",
          "-1",
          "1e308",
          "1e999",
          "9223372036854775807",
          "18446744073709551615",
          "2147483648",
          "4294967297",
          "16384",
          "64",
          "null",
          "true",
          "{}",
          "[]",
          "[[",
          "\"",
          "\\",
          ",",
          ":",
          "}",
          "]",
          "\\u0000",
          "\\ud800",
          "F64",
          "I8",
          "lstm",
          "byte",
          "line",
          "__metadata__",
          "data_offsets",
          "rnn.bias_hh_l0",
          "\uFEFF",
          "é",
          "[".repeat(100));

  private FileMutations() {}

  /** The file with one to three things wrong. */
  public static byte[] mutate(byte[] original, SplittableRandom random) {
    byte[] mutated = original;
    for (int mutation = random.nextInt(3); mutation >= 0; mutation--) {
      mutated = mutateOnce(mutated, random);
    }
    return mutated;
  }

  private static byte[] mutateOnce(byte[] bytes, SplittableRandom random) {
    int at = random.nextInt(bytes.length + 1);
    int header = Math.min(bytes.length, HEADER);
    return switch (random.nextInt(11)) {
      case 0 -> Arrays.copyOf(bytes, at);
      case 1 -> Arrays.copyOf(bytes, bytes.length + random.nextInt(1, 100));
      case 2 -> withByte(bytes, at, (byte) random.nextInt(256));
      case 3 -> withByte(bytes, random.nextInt(header + 1), (byte) random.nextInt(32, 127));
      case 4 -> withHeaderLength(bytes, random.nextLong() >> random.nextInt(64));
      case 5 -> splice(bytes, at, at, token(random));
      case 6 -> replaceNumber(bytes, random, header);
      case 7 -> {
        int length = random.nextInt(40);
        yield splice(bytes, at, Math.min(bytes.length, at + length), new byte[0]);
      }
      case 8 -> withBit(bytes, at, random.nextInt(8));
      case 9 -> swapNumbers(bytes, random, header);
      default -> {
        int from = random.nextInt(bytes.length + 1);
        int to = Math.min(bytes.length, from + random.nextInt(60));
        yield splice(bytes, at, at, Arrays.copyOfRange(bytes, from, to));
      }
    };
  }

  private static byte[] token(SplittableRandom random) {
    return TOKENS.get(random.nextInt(TOKENS.size())).getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] withByte(byte[] bytes, int at, byte value) {
    byte[] mutated = bytes.clone();
    if (at < mutated.length) {
      mutated[at] = value;
    }
    return mutated;
  }

  private static byte[] withBit(byte[] bytes, int at, int bit) {
    return at < bytes.length ? withByte(bytes, at, (byte) (bytes[at] ^ (1 << bit))) : bytes;
  }

  private static byte[] withHeaderLength(byte[] bytes, long length) {
    byte[] mutated = Arrays.copyOf(bytes, Math.max(8, bytes.length));
    ByteBuffer.wrap(mutated).order(ByteOrder.LITTLE_ENDIAN).putLong(length);
    return mutated;
  }

  /** Puts another token in the place of a number in the header. */
  private static byte[] replaceNumber(byte[] bytes, SplittableRandom random, int header) {
    Span number = number(bytes, random, header);
    return splice(bytes, number.from(), number.to(), token(random));
  }

  /** Exchanges two numbers of the header: offsets, shapes, or the layers in two tensors' names. */
  private static byte[] swapNumbers(byte[] bytes, SplittableRandom random, int header) {
    Span one = number(bytes, random, header);
    Span other = number(bytes, random, header);
    if (one.to() > other.from()) {
      return bytes;
    }
    byte[] first = Arrays.copyOfRange(bytes, one.from(), one.to());
    byte[] second = Arrays.copyOfRange(bytes, other.from(), other.to());
    return splice(splice(bytes, other.from(), other.to(), first), one.from(), one.to(), second);
  }

  private record Span(int from, int to) {}

  /** The digits at a random place in the header, or the first after it; empty at its end. */
  private static Span number(byte[] bytes, SplittableRandom random, int header) {
    int from = random.nextInt(header + 1);
    while (from < header && !Character.isDigit(bytes[from])) {
      from++;
    }
    int to = from;
    while (to < header && Character.isDigit(bytes[to])) {
      to++;
    }
    return new Span(from, to);
  }

  /** Replaces a part; the header's length follows, so that mutations get past the first check. */
  private static byte[] splice(byte[] bytes, int from, int to, byte[] replacement) {
    int grown = replacement.length - (to - from);
    byte[] mutated = Arrays.copyOf(bytes, bytes.length + grown);
    System.arraycopy(replacement, 0, mutated, from, replacement.length);
    System.arraycopy(bytes, to, mutated, from + replacement.length, bytes.length - to);
    if (mutated.length >= 8 && bytes.length >= 8 && from >= 8) {
      ByteBuffer prefix = ByteBuffer.wrap(mutated).order(ByteOrder.LITTLE_ENDIAN);
      if (from < 8 + prefix.getLong(0)) {
        prefix.putLong(0, prefix.getLong(0) + grown);
      }
    }
    return mutated;
  }
}
