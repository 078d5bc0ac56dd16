package charwise.spark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Finds in what Spark throws what went wrong on a machine. */
final class SparkFailure {
  private SparkFailure() {}

  /**
   * What went wrong: thrown on if the program itself threw it unchecked, else returned.
   *
   * @throws RuntimeException what a task of the program threw
   */
  static IOException of(Throwable thrown) {
    for (Throwable e = thrown; e != null; e = e.getCause()) {
      if (String.valueOf(e.getMessage()).contains("UnsupportedClassVersionError")) {
        return new IOException(
            "a machine of the cluster has too old a Java: "
                + host(String.valueOf(e.getMessage()))
                + "; charwise needs Java 25 there: set spark.executorEnv.JAVA_HOME to one",
            thrown);
      }
      if (String.valueOf(e.getMessage()).contains("stopped SparkContext")) {
        return new IOException(
            "the cluster does not answer, or has given up: the master of --spark; see whether it"
                + " runs, and its logs",
            thrown);
      }
      if (e instanceof UncheckedIOException unchecked) {
        return Objects.requireNonNull(unchecked.getCause());
      }
      if (e instanceof IOException failure && isOurs(e)) {
        return failure;
      }
      if (e instanceof RuntimeException failure && isOurs(e)) {
        throw failure;
      }
    }
    return new IOException(
        "the cluster could not do the work: " + line(thrown) + "; see Spark's logs", thrown);
  }

  private static boolean isOurs(Throwable e) {
    return e.getClass().getName().startsWith("charwise.")
        || (e.getStackTrace().length > 0
            && e.getStackTrace()[0].getClassName().startsWith("charwise."));
  }

  /** The machine that Spark's message names, as in "(TID 3) (host executor 1)". */
  private static String host(String message) {
    int begin = message.indexOf("(TID");
    int open = begin < 0 ? -1 : message.indexOf('(', begin + 1);
    int end = open < 0 ? -1 : message.indexOf(' ', open);
    return end < 0 ? "its name is not known" : message.substring(open + 1, end);
  }

  /** The beginning of what was said last, on one line. */
  private static String line(Throwable thrown) {
    Throwable last = thrown;
    for (@Nullable Throwable e = thrown; e != null; e = e.getCause()) {
      last = e;
    }
    String said = String.valueOf(last.getMessage()).lines().findFirst().orElse("");
    return said.isEmpty() ? last.getClass().getSimpleName() : said;
  }
}
