package charwise.spark;

import java.io.Serializable;
import java.util.List;

/**
 * A piece of a file: the lines that begin within it.
 *
 * @param path of the file, as Hadoop's file systems know it
 * @param name what messages and rows call the file
 * @param begin in bytes
 * @param end in bytes; {@link Long#MAX_VALUE} for all of a file, which may be packed
 * @param lines the lines of the file before this piece
 * @param hosts those that have it on their disks
 */
record TextPiece(String path, String name, long begin, long end, long lines, List<String> hosts)
    implements Serializable {
  /** The same piece behind so many lines. */
  TextPiece after(long linesBefore) {
    return new TextPiece(path, name, begin, end, linesBefore, hosts);
  }

  /** Whether it is all of a file. */
  boolean isWhole() {
    return begin == 0 && end == Long.MAX_VALUE;
  }
}
