package charwise.spark.cluster;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The image that the build has made, run in a folder. */
record Program(Path folder, Path sparkHome, String master) {
  static final Path IMAGE = Path.of("..", "..", "target", "charwise").toAbsolutePath().normalize();

  /** What a process left behind. */
  record Result(int status, String output, String error) {}

  /** Runs a command that is to succeed, on this machine alone. */
  String local(String... arguments) throws IOException, InterruptedException {
    Result result = await(start(List.of(), arguments));
    if (result.status() != 0) {
      throw new AssertionError(result.error());
    }
    return result.output();
  }

  /** Runs a command on the cluster. */
  Result shared(String... arguments) throws IOException, InterruptedException {
    return await(startShared(arguments));
  }

  /** Starts a command on the cluster. */
  Process startShared(String... arguments) throws IOException {
    return start(
        List.of(
            "--spark", master,
            "--spark-conf", "spark.driver.host=127.0.0.1",
            "--spark-conf", "spark.executor.memory=1g",
            "--spark-conf", "spark.ui.enabled=false"),
        arguments);
  }

  private Process start(List<String> more, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(IMAGE.resolve("bin/charwise").toString());
    command.addAll(List.of(arguments));
    command.addAll(more);
    return start(command);
  }

  private Process start(List<String> command) throws IOException {
    var builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectInput(Path.of("/dev/null").toFile())
            .redirectOutput(folder.resolve("output").toFile())
            .redirectError(folder.resolve("error").toFile());
    builder.environment().put("SPARK_HOME", sparkHome.toString());
    builder.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    return builder.start();
  }

  /** Runs a job of one's own on the cluster, with the image's jars of the engine and of Spark. */
  Result submit(Path jar, Class<?> main, List<String> settings, String... arguments)
      throws IOException, InterruptedException {
    List<String> jars = new ArrayList<>();
    try (DirectoryStream<Path> files =
        Files.newDirectoryStream(IMAGE.resolve("app"), "charwise-{engine,spark}*.jar")) {
      files.forEach(file -> jars.add(file.toString()));
    }
    List<String> command = new ArrayList<>();
    command.add(sparkHome.resolve("bin/spark-submit").toString());
    command.addAll(List.of("--master", master, "--class", main.getName()));
    command.addAll(List.of("--jars", String.join(",", jars)));
    command.addAll(List.of("--conf", "spark.driver.host=127.0.0.1"));
    command.addAll(List.of("--conf", "spark.executor.memory=1g"));
    settings.forEach(setting -> command.addAll(List.of("--conf", setting)));
    command.add(jar.toString());
    command.addAll(List.of(arguments));
    return await(start(command));
  }

  Result await(Process process) throws IOException, InterruptedException {
    int status = process.waitFor();
    return new Result(
        status,
        Files.readString(folder.resolve("output")),
        Files.readString(folder.resolve("error")));
  }

  /** The lines of all files of a folder that a cluster has written, in the order of the files. */
  List<String> rows(String written) throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve(written))) {
      List<String> rows = new ArrayList<>();
      for (Path file : files.sorted().toList()) {
        if (String.valueOf(file.getFileName()).startsWith("part-")) {
          rows.addAll(Files.readAllLines(file));
        }
      }
      return rows;
    }
  }
}
