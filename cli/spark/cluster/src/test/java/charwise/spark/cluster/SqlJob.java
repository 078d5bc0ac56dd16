package charwise.spark.cluster;

import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** A job of a user's own, which knows charwise by the names of its functions alone. */
public final class SqlJob {
  private SqlJob() {}

  /** Prints what a model makes of each line of a text: function, text, and model to register. */
  public static void main(String[] arguments) throws ReflectiveOperationException {
    SparkSession session = SparkSession.builder().getOrCreate();
    if (arguments.length > 2) {
      Class.forName("charwise.spark.CharwiseFunctions")
          .getMethod("register", SparkSession.class, String.class)
          .invoke(null, session, arguments[2]);
    }
    session.read().text(arguments[1]).createOrReplaceTempView("lines");
    for (Row row : session.sql("SELECT " + arguments[0] + "(value) FROM lines").collectAsList()) {
      System.out.println(row.get(0));
    }
    session.stop();
  }
}
