package charwise.spark.cluster;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A Spark to run: the one that {@code SPARK_HOME} names, or one of the jars of Maven's artifacts,
 * with the two scripts of a distribution that count.
 */
final class SparkHome {
  private static final Path CLASS_PATH = Path.of("target", "spark.classpath");

  private static final String SPARK_CLASS =
      """
      #!/bin/bash
      SPARK_HOME=$(cd "$(dirname "$0")/.." && pwd)
      export SPARK_HOME SPARK_SCALA_VERSION=2.13
      java=$JAVA_HOME/bin/java
      command=()
      while IFS= read -d '' -r part; do
        command+=("${part#$'\\n'}")
      done < <("$java" -Xmx128m -cp "$SPARK_HOME/jars/*" org.apache.spark.launcher.Main "$@")
      exec "${command[@]:1}"
      """;

  private static final String SPARK_SUBMIT =
      """
      #!/bin/sh
      exec "$(dirname "$0")/spark-class" org.apache.spark.deploy.SparkSubmit "$@"
      """;

  private SparkHome() {}

  static Path find() throws IOException {
    String named = System.getenv("SPARK_HOME");
    if (named != null && !named.isEmpty()) {
      return Path.of(named);
    }
    Path home = Path.of("target", "spark").toAbsolutePath();
    Path jars = Files.createDirectories(home.resolve("jars"));
    for (String jar : Files.readString(CLASS_PATH).strip().split(File.pathSeparator, -1)) {
      Path link = jars.resolve(Path.of(jar).getFileName());
      if (!Files.exists(link)) {
        Files.createSymbolicLink(link, Path.of(jar));
      }
    }
    Path scripts = Files.createDirectories(home.resolve("bin"));
    write(scripts.resolve("spark-class"), SPARK_CLASS);
    write(scripts.resolve("spark-submit"), SPARK_SUBMIT);
    return home;
  }

  private static void write(Path script, String text) throws IOException {
    Files.write(script, List.of(text.strip()));
    if (!script.toFile().setExecutable(true)) {
      throw new IOException("cannot be made executable: " + script);
    }
  }
}
