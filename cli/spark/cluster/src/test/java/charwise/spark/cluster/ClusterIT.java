package charwise.spark.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import charwise.spark.cluster.Program.Result;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarOutputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a real cluster makes of a command is what this machine makes of it, to the byte. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
final class ClusterIT {
  /** Bytes of log, enough for several pieces. */
  private static final int LOG_LENGTH = 5_000_000;

  private static final List<String> EVENTS =
      List.of("connection closed after %d ms", "query %d took long", "user %d logged in — ünïcode");

  @TempDir private static Path folder;

  private static LocalCluster cluster;
  private static Program program;

  @BeforeAll
  static void start() throws Exception {
    Path home = SparkHome.find();
    cluster = new LocalCluster(home, folder);
    program = new Program(folder, home, cluster.master());
    Files.writeString(folder.resolve("train.log"), log(100_000, 1));
    Files.writeString(folder.resolve("big.log"), log(LOG_LENGTH, 2));
    Files.writeString(folder.resolve("some.log"), log(50_000, 3));
    Files.write(
        folder.resolve("bad.log"),
        "a good line\nb\nc\nx\u00FF\n".getBytes(StandardCharsets.ISO_8859_1));
    String pairs = "offer now\tspam\nsee you at noon\tham\n";
    Files.writeString(folder.resolve("messages.tsv"), pairs.repeat(20));
    program.local(
        "train",
        "train.log",
        "--items",
        "line",
        "--cell",
        "gru",
        "--hidden",
        "32",
        "--steps",
        "60",
        "--threads",
        "1",
        "-q",
        "-o",
        "log.safetensors");
    program.local(
        "train",
        "--task",
        "classify",
        "messages.tsv",
        "--hidden",
        "8",
        "--steps",
        "20",
        "--threads",
        "1",
        "-q",
        "-o",
        "kinds.safetensors");
  }

  @AfterAll
  static void stop() throws IOException {
    cluster.close();
  }

  private static String log(int length, long seed) {
    var random = new Random(seed);
    var log = new StringBuilder();
    while (log.length() < length) {
      String event = EVENTS.get(random.nextInt(EVENTS.size()));
      log.append("12:%02d ".formatted(random.nextInt(60)));
      log.append(event.formatted(random.nextInt(100_000))).append('\n');
    }
    return log.toString();
  }

  @Test
  void rowsOfALongTextAreThoseOfTheLocalCommand() throws Exception {
    List<String> local =
        lines(program.local("score", "log.safetensors", "big.log", "--by", "line", "--json"));

    Result result = program.shared("score", "log.safetensors", "big.log", "-o", "rows.jsonl");

    assertThat(result.error())
        .isEqualTo("wrote %,d rows into rows.jsonl\n".formatted(local.size()));
    assertThat(result.status()).isZero();
    assertThat(program.rows("rows.jsonl")).isEqualTo(local);
  }

  @Test
  void theMostSurprisingRowsArePrintedAsTheLocalCommandPrintsThem() throws Exception {
    String[] command = {
      "score", "log.safetensors", "big.log", "some.log", "--by", "line", "--top", "7"
    };

    Result result = program.shared(command);

    assertThat(result.error()).isEmpty();
    assertThat(result.output()).isEqualTo(program.local(command));
  }

  @Test
  void readsPackedFilesPatternsAndTablesAndWritesTables() throws Exception {
    Path in = Files.createDirectories(folder.resolve("in"));
    try (OutputStream packed =
        new GZIPOutputStream(Files.newOutputStream(in.resolve("a.log.gz")))) {
      packed.write(log(20_000, 4).getBytes(StandardCharsets.UTF_8));
    }
    Files.writeString(in.resolve("b.log"), log(20_000, 5));
    String local =
        program.local("predict", "kinds.safetensors", "in/a.log.gz", "in/b.log", "--json");

    Result lines = program.shared("predict", "kinds.safetensors", "in/*", "-o", "answers.jsonl");
    Result table = program.shared("predict", "kinds.safetensors", "in", "-o", "answers.parquet");
    Result scored =
        program.shared(
            "score", "log.safetensors", "answers.parquet", "--column", "input", "-o", "scores.csv");

    assertThat(lines.error() + table.error() + scored.error().replace("scores.csv", ""))
        .doesNotContain("charwise:");
    assertThat(program.rows("answers.jsonl")).isEqualTo(lines(local));
    List<String> bits = fields(program.rows("scores.csv"), 1, ",");
    assertThat(bits)
        .isEqualTo(
            fields(
                lines(
                    program.local(
                        "score", "log.safetensors", "in/a.log.gz", "in/b.log", "--by", "line")),
                1,
                "\t"));
  }

  /** A column of all rows but the header, in order of its values. */
  private static List<String> fields(List<String> rows, int column, String separator) {
    return rows.stream()
        .filter(row -> !row.startsWith("nats_per_char"))
        .map(row -> row.split(separator, -1)[column])
        .sorted()
        .toList();
  }

  @Test
  void functionsOfSqlSayWhatTheCommandsSay() throws Exception {
    Path job = folder.resolve("job.jar");
    try (var jar = new JarOutputStream(Files.newOutputStream(job));
        InputStream compiled = SqlJob.class.getResourceAsStream("SqlJob.class")) {
      jar.putNextEntry(new ZipEntry(SqlJob.class.getName().replace('.', '/') + ".class"));
      Objects.requireNonNull(compiled).transferTo(jar);
    }
    List<String> scores =
        lines(program.local("score", "log.safetensors", "some.log", "--by", "line", "--json"));

    Result bits =
        program.submit(
            job,
            SqlJob.class,
            List.of(
                "spark.sql.extensions=charwise.spark.CharwiseExtensions",
                "spark.charwise.model=log.safetensors"),
            "charwise_bits",
            "some.log");
    Result answers =
        program.submit(
            job, SqlJob.class, List.of(), "charwise_predict", "some.log", "kinds.safetensors");

    assertThat(bits.output()).as(bits.error()).hasLineCount(scores.size());
    assertThat(lines(bits.output()))
        .allMatch(bit -> scores.stream().anyMatch(row -> row.contains(":" + bit + ",")));
    assertThat(answers.output())
        .as(answers.error())
        .isEqualTo(program.local("predict", "kinds.safetensors", "some.log"));
  }

  @Test
  void tooOldAJavaOnTheMachinesIsSaidInOneLine() throws Exception {
    // The Java that Maven runs on may be one of 17 to 24; the tests' own is not.
    String old = System.getProperty("maven.java.home", "");
    assumeTrue(
        Float.parseFloat(System.getProperty("maven.java.version", "25")) < 25,
        "Maven itself runs on no older Java");

    Result result =
        program.shared(
            "score",
            "log.safetensors",
            "some.log",
            "--top",
            "3",
            "--spark-conf",
            "spark.executorEnv.JAVA_HOME=" + old);

    assertThat(result.error())
        .hasLineCount(1)
        .startsWith("charwise: a machine of the cluster has too old a Java: 127.0.0.1; ");
    assertThat(result.status()).isEqualTo(1);
  }

  @Test
  void aBadLineIsTheLocalErrorOrARow() throws Exception {
    Result failed = program.shared("score", "log.safetensors", "bad.log", "-o", "never.jsonl");
    Result kept =
        program.shared("score", "log.safetensors", "bad.log", "-o", "kept.jsonl", "--keep-going");

    assertThat(failed.status()).isEqualTo(1);
    assertThat(failed.error())
        .hasLineCount(1)
        .startsWith("charwise: not valid UTF-8 at byte offset 17: bad.log; ");
    assertThat(folder.resolve("never.jsonl")).doesNotExist();
    assertThat(kept.status()).isZero();
    assertThat(program.rows("kept.jsonl"))
        .hasSize(4)
        .last()
        .isEqualTo(
            "{\"file\":\"bad.log\",\"line\":4,\"error\":\"not valid UTF-8 at byte offset 17\"}");
  }

  @Test
  void anExecutorThatDiesCostsNothingButTime() throws Exception {
    List<String> local =
        lines(program.local("score", "log.safetensors", "big.log", "--by", "line", "--json"));

    Process process =
        program.startShared("score", "log.safetensors", "big.log", "-o", "survived.jsonl");
    kill(process);
    Result result = program.await(process);

    assertThat(result.error()).startsWith("wrote ").hasLineCount(1);
    assertThat(program.rows("survived.jsonl")).isEqualTo(local);
  }

  /** Kills an executor while the tasks of a command are under way. */
  private static void kill(Process command) throws InterruptedException {
    while (command.isAlive()) {
      List<ProcessHandle> executors = cluster.executors();
      if (executors.size() > 1) {
        Thread.sleep(3000);
        assertThat(executors.getFirst().destroyForcibly()).isTrue();
        return;
      }
      Thread.sleep(100);
    }
    throw new AssertionError("ended before there was an executor to kill");
  }

  @Test
  void aSweepWhoseExecutorDiesHasTheLocalResults() throws Exception {
    String[] command = {
      "compare-gates",
      "train.log",
      "--steps",
      "60",
      "--match",
      "hidden",
      "--hidden",
      "16",
      "--seeds",
      "3",
      "--lags",
      "10",
      "--learning-rate",
      "0.01",
      "--csv",
      "runs.csv"
    };
    String[] local = command.clone();
    local[local.length - 1] = "local.csv";
    program.local(local);

    Process process = program.startShared(command);
    kill(process);
    Result result = program.await(process);
    assertThat(result.error()).contains("9 runs, 2 at a time");
    assertThat(result.status()).isZero();
    assertThat(timeless("runs.csv")).hasSize(10).isEqualTo(timeless("local.csv"));

    List<String> rows = Files.readAllLines(folder.resolve("runs.csv"));
    Files.write(folder.resolve("runs.csv"), rows.subList(0, 7));
    String[] resumed = Arrays.copyOf(command, command.length + 1);
    resumed[command.length] = "--resume";
    assertThat(program.shared(resumed).error()).contains("9 runs of which 6 are done");
    assertThat(timeless("runs.csv")).isEqualTo(timeless("local.csv"));
  }

  /** The rows of a table of runs without times, in one order. */
  private static List<String> timeless(String file) throws IOException {
    List<String> rows = Files.readAllLines(folder.resolve(file));
    List<String> header = List.of(rows.getFirst().split(",", -1));
    return rows.stream()
        .map(
            row -> {
              String[] values = row.split(",", -1);
              for (String time : List.of("seconds", "chars_per_second")) {
                values[header.indexOf(time)] = "";
              }
              return String.join(",", values);
            })
        .sorted()
        .toList();
  }

  private static List<String> lines(String text) {
    return text.lines().toList();
  }
}
