package charwise.spark;

import charwise.engine.cluster.LineWork;
import charwise.engine.cluster.Lines;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.jspecify.annotations.Nullable;

/** The lines of some pieces of files, one piece after the other. */
final class PieceSource implements RowIterator.Source {
  private final Iterator<TextPiece> pieces;
  private final LineWork work;
  private final Configuration hadoop;
  private @Nullable PieceReader reader;

  PieceSource(List<TextPiece> pieces, LineWork work, Configuration hadoop) {
    this.pieces = pieces.iterator();
    this.work = work;
    this.hadoop = hadoop;
  }

  @Override
  public @Nullable Lines next() throws IOException {
    while (true) {
      PieceReader current = reader;
      if (current != null) {
        Lines lines = current.next();
        if (lines != null) {
          return lines;
        }
        close();
      }
      if (!pieces.hasNext()) {
        return null;
      }
      reader = PieceReader.open(pieces.next(), work, hadoop);
    }
  }

  @Override
  public void close() throws IOException {
    PieceReader current = reader;
    if (current != null) {
      reader = null;
      current.close();
    }
  }
}
