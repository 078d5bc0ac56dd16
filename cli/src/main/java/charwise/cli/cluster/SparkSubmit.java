package charwise.cli.cluster;

import static java.util.stream.Collectors.joining;

import charwise.cli.console.Console;
import charwise.cli.console.ExitCode;
import charwise.cli.console.Interruption;
import charwise.cli.console.UserException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Hands a command over to the {@code spark-submit} of the user's Spark, with the jars of this
 * program and the options that the engine's loops need of a JVM to be fast.
 */
public final class SparkSubmit {
  private static final String HOME = "SPARK_HOME";
  private static final String OURS = "charwise-spark";

  /** Spark has a library of this name, too. */
  private static final String THEIRS = "jline";

  private static final String MAIN = "charwise.spark.SparkMain";

  /** How often machines tell how far their runs are. */
  private static final String HEARTBEAT = "2s";

  /**
   * For every JVM of the cluster, as the launcher has them, but for the place of objects: Spark has
   * many small ones. Older JVMs pass over what they do not know.
   */
  static final String JVM_OPTIONS =
      "-XX:+IgnoreUnrecognizedVMOptions --sun-misc-unsafe-memory-access=allow"
          + " --add-modules=jdk.incubator.vector --enable-native-access=ALL-UNNAMED"
          + " -XX:+UseTransparentHugePages -XX:Tier4BackEdgeThreshold=1000000"
          + " -XX:CompileCommand=quiet"
          + " -XX:CompileCommand=CompileThresholdScaling,charwise.engine.kernel.*::*,0.1"
          + Stream.of(
                  "VectorStrips",
                  "VectorActivations",
                  "VectorNorms",
                  "VectorScan",
                  "VectorAttention")
              .map(name -> " -XX:CompileCommand=dontinline,charwise.engine.kernel." + name + "::*")
              .collect(joining())
          + Stream.of("VectorMath::*", "StripVectors::*", "Vector*::load")
              .map(name -> " -XX:CompileCommand=inline,charwise.engine.kernel." + name)
              .collect(joining());

  private final SparkOptions options;
  private final Console console;

  public SparkSubmit(SparkOptions options, Console console) {
    this.options = options;
    this.console = console;
  }

  /**
   * Runs this very command on the cluster.
   *
   * @param arguments of the whole command line
   */
  public ExitCode run(List<String> arguments) throws IOException {
    options.requireMaster();
    Process process =
        new ProcessBuilder(command(arguments))
            .redirectInput(ProcessBuilder.Redirect.INHERIT)
            .redirectOutput(ProcessBuilder.Redirect.INHERIT)
            .start();
    // Ctrl-C reaches it as well; this process waits for it to end.
    var interruption = new Interruption(console, process::destroy);
    try (var said = new SparkMessages(process.getErrorStream(), console)) {
      said.passOn();
      int status = process.waitFor();
      return Arrays.stream(ExitCode.values())
          .filter(code -> code.number() == status)
          .findFirst()
          .orElse(ExitCode.FAILED);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    } finally {
      interruption.close();
    }
  }

  private List<String> command(List<String> arguments) throws IOException {
    Path home = home();
    Path jars = jars();
    List<String> libraries = new ArrayList<>();
    String program = "";
    try (DirectoryStream<Path> files = Files.newDirectoryStream(jars, "*.jar")) {
      for (Path file : files) {
        String name = String.valueOf(file.getFileName());
        if (name.startsWith(OURS)) {
          program = file.toString();
        } else if (!name.startsWith(THEIRS)) {
          libraries.add(file.toString());
        }
      }
    }
    String logging = Path.of(program).toUri() + "!/charwise/spark/log4j2.properties";
    List<String> command = new ArrayList<>();
    command.add(home.resolve("bin/spark-submit").toString());
    if (!String.valueOf(options.master).isEmpty()) {
      command.addAll(List.of("--master", String.valueOf(options.master)));
    }
    command.addAll(
        List.of(
            "--deploy-mode",
            "client",
            "--name",
            "charwise " + arguments.getFirst(),
            "--class",
            MAIN,
            "--jars",
            String.join(",", libraries),
            "--conf",
            "spark.executor.defaultJavaOptions=" + JVM_OPTIONS,
            "--conf",
            "spark.driver.defaultJavaOptions="
                + JVM_OPTIONS
                + (arguments.contains("--debug")
                    ? ""
                    : " -Dlog4j2.configurationFile=jar:" + logging)
                + " -Dcharwise.terminals="
                + terminals(),
            "--conf",
            "spark.ui.showConsoleProgress=false",
            "--conf",
            "spark.executor.heartbeatInterval=" + HEARTBEAT));
    options.settings.forEach(setting -> command.addAll(List.of("--conf", setting)));
    command.add(program);
    command.addAll(arguments);
    return command;
  }

  private Path home() {
    String home = console.variable(HOME);
    if (home.isEmpty()) {
      throw UserException.failure(
          "no Spark found",
          HOME + " is not set",
          "install Apache Spark 4 (spark.apache.org/downloads) and set " + HOME + " to its folder");
    }
    Path folder = console.resolve(home);
    if (!Files.isExecutable(folder.resolve("bin/spark-submit"))) {
      throw UserException.failure(
          "no Spark found, for there is no bin/spark-submit",
          home,
          "set " + HOME + " to the folder of Apache Spark 4");
    }
    return folder;
  }

  /** The folder with the jars of this program. */
  private static Path jars() throws IOException {
    CodeSource source = SparkSubmit.class.getProtectionDomain().getCodeSource();
    Path own = source == null ? Path.of("") : Path.of(source.getLocation().getPath());
    Path folder = own.getParent();
    if (folder != null && Files.isRegularFile(own)) {
      try (DirectoryStream<Path> ours = Files.newDirectoryStream(folder, OURS + "*.jar")) {
        if (ours.iterator().hasNext()) {
          return folder;
        }
      }
    }
    throw UserException.failure(
        "the jars for Spark are not there", own.toString(), "run bin/charwise of a whole image");
  }

  private String terminals() {
    return (console.terminal().output() ? "1" : "") + (console.terminal().error() ? "2" : "");
  }
}
