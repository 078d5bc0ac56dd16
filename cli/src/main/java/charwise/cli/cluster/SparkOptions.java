package charwise.cli.cluster;

import charwise.cli.console.UserException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Stack;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IParameterPreprocessor;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/**
 * The options that name a cluster; the master is null where there is none, and empty as configured.
 */
public final class SparkOptions {
  public static final String HEADING = "%nOn a cluster:%n";

  private static final Pattern MASTER =
      Pattern.compile("local(\\[.*\\]|-cluster\\[.*\\])?|yarn|(spark|k8s)://.+");

  /** The option that asks for a cluster. */
  public static final String NAME = "--spark";

  @Option(
      names = NAME,
      arity = "0..1",
      paramLabel = "MASTER",
      preprocessor = MasterPreprocessor.class,
      description =
          "Share the work among the machines of your own Apache Spark 4, whose folder SPARK_HOME"
              + " names: MASTER is spark://HOST:PORT, yarn, k8s://ADDRESS or local[N]; without it,"
              + " what Spark is configured to use. Its machines need Java 25.")
  @Nullable String master;

  @Option(
      names = "--spark-conf",
      paramLabel = "KEY=VALUE",
      converter = Setting.class,
      description = "Configure Spark, as spark-submit --conf does. May be repeated.")
  List<String> settings = new ArrayList<>();

  /** Whether a cluster is asked for. */
  public boolean given() {
    return master != null;
  }

  /** Refuses what is no master of Spark. */
  void requireMaster() {
    String named = String.valueOf(master);
    if (!named.isEmpty() && !MASTER.matcher(named).matches()) {
      throw UserException.usage(
          "not a master of Spark",
          NAME + " " + named,
          "name one such as spark://HOST:PORT or yarn");
    }
  }

  /** Refuses to read what only this process could. */
  public void requireFiles(List<String> files) {
    if (files.isEmpty() || files.contains("-")) {
      throw UserException.usage(
          "a cluster reads files, not standard input", NAME, "name the files");
    }
  }

  /** Takes what follows as the master only if it is one, since it may be a model. */
  static final class MasterPreprocessor implements IParameterPreprocessor {
    @Override
    @SuppressWarnings("JdkObsolete") // picocli hands over a Stack
    public boolean preprocess(
        Stack<String> arguments, CommandSpec command, ArgSpec option, Map<String, Object> info) {
      boolean attached = "=".equals(info.get("separator"));
      boolean follows = !arguments.isEmpty() && MASTER.matcher(arguments.peek()).matches();
      option.setValue(follows || attached ? arguments.pop() : "");
      return true;
    }
  }

  /** Converts a setting. */
  static final class Setting implements ITypeConverter<String> {
    @Override
    public String convert(String text) {
      if (text.indexOf('=') < 1) {
        throw new TypeConversionException("not a setting such as spark.executor.memory=4g");
      }
      return text;
    }
  }
}
