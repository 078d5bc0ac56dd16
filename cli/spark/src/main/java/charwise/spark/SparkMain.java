package charwise.spark;

import charwise.engine.cluster.ClusterProgram;
import java.util.List;
import java.util.ServiceLoader;

/** What {@code spark-submit} starts: the program that lies beside it, with a cluster. */
public final class SparkMain {
  private SparkMain() {}

  /** Runs the program with its own arguments, and ends the process with its exit status. */
  public static void main(String[] arguments) {
    ClusterProgram program =
        ServiceLoader.load(ClusterProgram.class)
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("no program among the jars"));
    int status;
    try (var cluster = new SparkCluster()) {
      status = program.run(List.of(arguments), cluster);
    }
    System.exit(status);
  }
}
