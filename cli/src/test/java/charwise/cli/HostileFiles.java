package charwise.cli;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;

/** Files that no one should have made: broken models, odd texts, and what is no file at all. */
final class HostileFiles {
  private final Path folder;

  HostileFiles(Path folder) {
    this.folder = folder;
  }

  /** Writes bytes; returns the file's name. */
  String bytes(String name, byte[] content) {
    try {
      Files.write(folder.resolve(name), content);
      return name;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes bytes given as numbers. */
  String bytes(String name, int... content) {
    byte[] bytes = new byte[content.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) content[i];
    }
    return bytes(name, bytes);
  }

  /** Writes a text as UTF-8. */
  String text(String name, String content) {
    return bytes(name, content.getBytes(StandardCharsets.UTF_8));
  }

  /** Writes a safetensors file with this header, which may be none, and these bytes after it. */
  String model(String name, String header, int... data) {
    byte[] json = header.getBytes(StandardCharsets.UTF_8);
    ByteBuffer file =
        ByteBuffer.allocate(8 + json.length + data.length).order(ByteOrder.LITTLE_ENDIAN);
    file.putLong(json.length).put(json);
    for (int b : data) {
      file.put((byte) b);
    }
    return bytes(name, file.array());
  }

  /** Copies a safetensors file with another header; its length is put right. */
  String edited(String name, String original, UnaryOperator<String> edit) {
    byte[] bytes = read(original);
    int length = (int) ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong();
    String header = new String(bytes, 8, length, StandardCharsets.UTF_8);
    String changed = edit.apply(header);
    if (changed.equals(header)) {
      throw new IllegalArgumentException(name + " would be as it was");
    }
    byte[] json = changed.getBytes(StandardCharsets.UTF_8);
    ByteBuffer file =
        ByteBuffer.allocate(bytes.length - length + json.length).order(ByteOrder.LITTLE_ENDIAN);
    file.putLong(json.length).put(json).put(bytes, 8 + length, bytes.length - 8 - length);
    return bytes(name, file.array());
  }

  /** Copies a file with other bytes. */
  String changed(String name, String original, UnaryOperator<byte[]> change) {
    return bytes(name, change.apply(read(original)));
  }

  /** Copies a file with its last 32-bit number replaced: in a model, the last bias. */
  String withLastNumber(String name, String original, float value) {
    return changed(
        name,
        original,
        bytes -> {
          ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putFloat(bytes.length - 4, value);
          return bytes;
        });
  }

  /** Makes a file of that many zeros, which takes no room on a disk; the first bytes are given. */
  String sparse(String name, long length, int... start) {
    bytes(name, start);
    try (var file = new RandomAccessFile(folder.resolve(name).toFile(), "rw")) {
      file.setLength(length);
      return name;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Makes a folder. */
  String folder(String name) {
    try {
      Files.createDirectories(folder.resolve(name));
      return name;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Makes a symbolic link. */
  String link(String name, String target) {
    try {
      Files.createSymbolicLink(folder.resolve(name), Path.of(target));
      return name;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Leaves the socket of a server that no longer listens. */
  String socket(String name) {
    try (var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      server.bind(UnixDomainSocketAddress.of(folder.resolve(name)));
      return name;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private byte[] read(String name) {
    try {
      return Files.readAllBytes(folder.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
