package charwise.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import charwise.cli.CommandLineRun;
import charwise.cli.CommandLineRun.Result;
import charwise.engine.kernel.KernelChoice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DoctorCommandTest {
  @TempDir private Path folder;

  @Test
  void saysInAboutTenLinesWhatItRunsOn() {
    Result result = new CommandLineRun(folder).run("doctor");

    assertThat(result.exitCode()).isZero();
    assertThat(result.err()).isEmpty();
    assertThat(result.outLines()).hasSizeBetween(8, 10).allMatch(l -> l.matches("(ok|slow) .*"));
    assertThat(result.out())
        .contains(Runtime.version().toString(), KernelChoice.description(), "none on standard");
  }

  @Test
  void tellsProgramsTheSame() {
    Result result = new CommandLineRun(folder).run("doctor", "--json");

    assertThat(result.outLines()).hasSize(1);
    assertThat(result.keys(0))
        .contains("version", "quick_start", "java", "kernels", "cores", "heap_bytes", "encoding")
        .endsWith("slow");
    assertThat(result.value(0, "image")).isEqualTo(false);
    assertThat(result.value(0, "slow")).asString().contains("charwise");
  }

  @Test
  void showsTheTerminal() {
    Result result =
        new CommandLineRun(folder)
            .onTerminal(132)
            .withVariable("TERM", "xterm-256color")
            .run("doctor", "--color=never");

    assertThat(result.out()).contains("132 columns, TERM xterm-256color, no colour");
  }

  @Test
  void readsWhatLinuxTells() throws IOException {
    write("proc/cpuinfo", "processor\t: 0\nmodel name\t: Abacus 3000\nflags\t\t: fpu sse2\n");
    write("proc/meminfo", "MemTotal:        2048000 kB\nMemFree:  1000 kB\n");
    write("proc/loadavg", "5000.25 3.00 2.00 1/100 4242\n");
    cache("index0", "Data", "1", "32K");
    cache("index1", "Instruction", "1", "64K");
    cache("index2", "Unified", "2", "1M");

    List<Finding> findings = new MachineCheck(folder).findings();

    assertThat(findings)
        .extracting(Finding::topic)
        .containsExactly("processor", "vectors", "cores", "memory", "caches");
    assertThat(findings).element(0).extracting(Finding::facts).isEqualTo("Abacus 3000");
    assertThat(findings.get(1).values()).containsEntry("fma", false);
    assertThat(findings.get(1).concern()).contains("no fused multiply-add");
    assertThat(findings.get(2).concern()).contains("others use them too");
    assertThat(findings.get(3).facts()).endsWith(" of 2.1 GB");
    assertThat(findings.get(4).facts()).isEqualTo("L1 32 KiB, L2 1024 KiB");
    assertThat(findings.get(4).values()).containsEntry("l2_bytes", 1L << 20);
  }

  @Test
  void doesWithoutWhatOtherSystemsLack() {
    assertThat(new MachineCheck(folder).findings())
        .extracting(Finding::facts)
        .contains("unknown")
        .noneMatch(String::isEmpty);
    assertThat(new ProgramCheck(folder).findings()).hasSize(2);
  }

  private void cache(String name, String type, String level, String size) throws IOException {
    String index = "sys/devices/system/cpu/cpu0/cache/" + name;
    write(index + "/type", type + "\n");
    write(index + "/level", level + "\n");
    write(index + "/size", size + "\n");
  }

  private void write(String file, String text) throws IOException {
    Path path = folder.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }
}
