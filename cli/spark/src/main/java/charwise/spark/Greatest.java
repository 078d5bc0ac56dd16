package charwise.spark;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.PriorityQueue;
import org.apache.spark.sql.Row;

/**
 * The rows with the greatest values of a column, the greatest first; equal ones stay in their
 * order, and NaN is the least.
 */
record Greatest(int column, int count) implements Serializable {
  /** A row with its number. */
  private record Numbered(double value, long number, Row row) {}

  List<Row> of(Iterator<Row> rows) {
    Comparator<Numbered> leastFirst =
        Comparator.comparingDouble(Numbered::value)
            .thenComparing(Comparator.comparingLong(Numbered::number).reversed());
    var best = new PriorityQueue<>(leastFirst);
    long number = 0;
    while (rows.hasNext()) {
      Row row = rows.next();
      double value = row.getDouble(column);
      double rank = Double.isNaN(value) ? Double.NEGATIVE_INFINITY : value;
      best.add(new Numbered(rank, number++, row));
      if (best.size() > count) {
        best.remove();
      }
    }
    List<Row> result = new ArrayList<>(best.size());
    while (!best.isEmpty()) {
      result.addFirst(best.remove().row());
    }
    return result;
  }
}
