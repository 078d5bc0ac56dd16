package charwise.spark;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.BlockLocation;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.compress.CompressionCodecFactory;

/** The files that names, folders and patterns stand for, in any of Hadoop's file systems. */
final class TextFiles {
  private static final String LOCAL = "file";
  private static final String PATTERN_CHARACTERS = ".*[*?\\[{].*";

  private final Configuration hadoop;
  private final CompressionCodecFactory codecs;

  /** A file with what messages call it. */
  record Found(String name, FileStatus status, FileSystem system) {}

  TextFiles(Configuration hadoop) {
    this.hadoop = hadoop;
    this.codecs = new CompressionCodecFactory(hadoop);
  }

  /**
   * All files, those of a folder or pattern in the order of their names. Files whose names begin
   * with a dot or an underscore are passed over within folders, as Spark does.
   *
   * @throws NoSuchFileException if an argument stands for none
   */
  List<Found> find(List<String> arguments) throws IOException {
    List<Found> all = new ArrayList<>();
    for (String argument : arguments) {
      var path = new Path(argument);
      FileSystem system = path.getFileSystem(hadoop);
      FileStatus[] matches = system.globStatus(path);
      List<Found> found = new ArrayList<>();
      if (matches != null) {
        boolean one = !argument.matches(PATTERN_CHARACTERS);
        for (FileStatus match : matches) {
          if (one && match.isFile()) {
            found.add(new Found(argument, match, system));
          } else {
            add(match, base(path, system), system, found);
          }
        }
      }
      if (found.isEmpty()) {
        throw new NoSuchFileException(argument);
      }
      all.addAll(found);
    }
    return all;
  }

  /** What names of files are told without: the current folder, where an argument begins there. */
  private static String base(Path argument, FileSystem system) {
    return argument.isAbsolute() ? "" : name(system.getWorkingDirectory()) + Path.SEPARATOR;
  }

  private static void add(FileStatus status, String base, FileSystem system, List<Found> found)
      throws IOException {
    if (status.isFile()) {
      String name = name(status.getPath());
      String told = name.startsWith(base) ? name.substring(base.length()) : name;
      found.add(new Found(told, status, system));
      return;
    }
    FileStatus[] inside =
        system.listStatus(
            status.getPath(),
            path -> !path.getName().startsWith(".") && !path.getName().startsWith("_"));
    Arrays.sort(inside, Comparator.comparing(FileStatus::getPath));
    for (FileStatus one : inside) {
      add(one, base, system, found);
    }
  }

  /** A file as a user knows it: a local one without the scheme. */
  static String name(Path path) {
    return LOCAL.equals(path.toUri().getScheme()) ? path.toUri().getPath() : path.toString();
  }

  /**
   * Pieces of at most so many bytes, in the order of the files; a packed file is one piece.
   *
   * @param isDivisible whether files can be cut between lines at all
   */
  List<TextPiece> pieces(List<Found> files, boolean isDivisible, long bytes) throws IOException {
    List<TextPiece> pieces = new ArrayList<>();
    for (Found file : files) {
      long length = file.status().getLen();
      String path = file.status().getPath().toString();
      if (length <= bytes || !isDivisible || codecs.getCodec(file.status().getPath()) != null) {
        pieces.add(new TextPiece(path, file.name(), 0, Long.MAX_VALUE, 0, hosts(file, 0, length)));
        continue;
      }
      long count = Math.ceilDiv(length, bytes);
      for (long i = 0; i < count; i++) {
        long begin = i * length / count;
        long end = (i + 1) * length / count;
        pieces.add(
            new TextPiece(path, file.name(), begin, end, 0, hosts(file, begin, end - begin)));
      }
    }
    return pieces;
  }

  private static List<String> hosts(Found file, long begin, long length) throws IOException {
    try {
      BlockLocation[] blocks =
          file.system().getFileBlockLocations(file.status(), begin, Math.max(1, length));
      return blocks == null || blocks.length == 0
          ? List.of()
          : Arrays.stream(blocks[0].getHosts()).filter(host -> !host.equals("localhost")).toList();
    } catch (FileNotFoundException gone) {
      throw new NoSuchFileException(file.name());
    }
  }
}
