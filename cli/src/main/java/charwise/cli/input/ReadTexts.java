package charwise.cli.input;

import charwise.engine.checkpoint.Origin;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The texts that a command has read to their ends, each with its length and the hash of its bytes.
 * These are taken while the text is read, since a pipe can be read only once.
 */
public final class ReadTexts {
  /** How many texts are listed; what more there are is one entry. */
  private static final int LISTED = 100;

  private final Map<String, Origin.Text> read = new LinkedHashMap<>();

  /** The same texts, remembered once they have been read. */
  public List<TextSource> watch(List<TextSource> sources) {
    return sources.stream().map(this::watch).toList();
  }

  private TextSource watch(TextSource source) {
    return new TextSource(
        source.name(), source.file(), () -> new Watched(source.name(), source.opener().open()));
  }

  /**
   * The texts in the order of reading. Those beyond the first hundred are one, with the sum of
   * their lengths and the hash of the lines of their hashes.
   */
  public List<Origin.Text> list() {
    List<Origin.Text> all = List.copyOf(read.values());
    if (all.size() <= LISTED) {
      return all;
    }
    List<Origin.Text> list = new ArrayList<>(all.subList(0, LISTED));
    List<Origin.Text> more = all.subList(LISTED, all.size());
    MessageDigest digest = sha256();
    more.forEach(text -> digest.update((text.sha256() + "\n").getBytes(StandardCharsets.US_ASCII)));
    list.add(
        new Origin.Text(
            more.size() + " more",
            more.stream().mapToLong(Origin.Text::bytes).sum(),
            HexFormat.of().formatHex(digest.digest())));
    return list;
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private final class Watched extends FilterInputStream {
    private final String name;
    private final MessageDigest digest = sha256();
    private long length;

    Watched(String name, InputStream in) {
      super(in);
      this.name = name;
    }

    @Override
    public int read() throws IOException {
      int one = super.read();
      if (one < 0) {
        end();
      } else {
        digest.update((byte) one);
        length++;
      }
      return one;
    }

    @Override
    public int read(byte[] bytes, int offset, int count) throws IOException {
      int got = super.read(bytes, offset, count);
      if (got < 0) {
        end();
      } else {
        digest.update(bytes, offset, got);
        length += got;
      }
      return got;
    }

    @Override
    public boolean markSupported() {
      return false;
    }

    @Override
    public long skip(long count) throws IOException {
      return readNBytes((int) Math.min(count, 1 << 16)).length;
    }

    /** Readers may ask for more at the end, again and again. */
    private void end() {
      if (!read.containsKey(name) || length > 0) {
        byte[] hash = digest.digest(); // which starts the digest anew
        read.put(name, new Origin.Text(name, length, HexFormat.of().formatHex(hash)));
        length = 0;
      }
    }
  }
}
