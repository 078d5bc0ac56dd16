package charwise.spark.cluster;

import java.io.Closeable;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A master and two workers of one core each, on this machine. */
final class LocalCluster implements Closeable {
  private static final String HOST = "127.0.0.1";
  private static final int WORKERS = 2;
  private static final long PATIENCE_MILLIS = 60_000;

  private final Path home;
  private final Path folder;
  private final int port;
  private final List<Process> processes = new ArrayList<>();

  LocalCluster(Path home, Path folder) throws IOException, InterruptedException {
    this.home = home;
    this.folder = folder;
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    start(
        "master",
        "org.apache.spark.deploy.master.Master",
        "--host",
        HOST,
        "--port",
        Integer.toString(port),
        "--webui-port",
        "0");
    awaitMaster();
    for (int i = 1; i <= WORKERS; i++) {
      start(
          "worker" + i,
          "org.apache.spark.deploy.worker.Worker",
          "--host",
          HOST,
          "--cores",
          "1",
          "--memory",
          "1200m",
          "--webui-port",
          "0",
          "--work-dir",
          folder.resolve("work" + i).toString(),
          master());
    }
  }

  /** What {@code --spark} is given. */
  String master() {
    return "spark://" + HOST + ":" + port;
  }

  private void start(String name, String... command) throws IOException {
    List<String> all = new ArrayList<>(List.of(home.resolve("bin/spark-class").toString()));
    all.addAll(List.of(command));
    File log = folder.resolve(name + ".log").toFile();
    var builder =
        new ProcessBuilder(all)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log);
    builder.environment().put("SPARK_LOCAL_IP", HOST);
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    processes.add(builder.start());
  }

  private void awaitMaster() throws IOException, InterruptedException {
    for (long waited = 0; waited < PATIENCE_MILLIS; waited += 200) {
      try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
        if (socket.isConnected()) {
          return;
        }
      } catch (IOException notYet) {
        Thread.sleep(200);
      }
    }
    throw new IOException("the master does not answer; see " + folder.resolve("master.log"));
  }

  /** The processes that do the work. */
  List<ProcessHandle> executors() {
    return processes.stream()
        .flatMap(process -> process.toHandle().descendants())
        .filter(
            process ->
                process.info().commandLine().orElse("").contains("CoarseGrainedExecutorBackend"))
        .toList();
  }

  @Override
  public void close() throws IOException {
    try {
      for (Process process : processes.reversed()) {
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
        process.waitFor(20, TimeUnit.SECONDS);
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
