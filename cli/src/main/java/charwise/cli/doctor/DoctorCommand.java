package charwise.cli.doctor;

import charwise.cli.console.Console;
import charwise.cli.console.ExitCode;
import charwise.cli.console.Style;
import charwise.cli.option.Command;
import charwise.cli.option.JsonOption;
import charwise.cli.option.Manual;
import charwise.engine.json.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;

/** {@code charwise doctor}: what charwise runs on, and what will be slow. */
@CommandLine.Command(
    name = "doctor",
    header = "Say what charwise runs on, and what will be slow.",
    description = {
      "Prints a line for each thing that matters for speed, memory or the screen: ok, or else slow"
          + " with the reason and what to do. Takes about a second, for the peak of the processor's"
          + " multiply-adds is measured. Please put its output into every report of a defect; it"
          + " names folders of this machine, but nothing of your texts."
    },
    optionListHeading = "%nOptions:%n",
    exitCodeList = {"0:examined, whatever was found", "2:wrong usage"},
    footer = {"  charwise doctor", "  charwise doctor --json > machine.json"})
@Manual(
    files = {
      "/proc/cpuinfo, /proc/meminfo, /proc/loadavg:The processor, its memory and its load.",
      "/sys/devices/system/cpu/cpu0/cache:The processor's caches."
    },
    environment = {"LANG, TERM, COLORTERM:Shown."})
public final class DoctorCommand extends Command {
  private static final Path SYSTEM = Path.of("/");

  @Mixin private JsonOption json = new JsonOption();

  @Override
  public ExitCode run(Console console) throws IOException {
    List<Finding> findings = new ArrayList<>();
    findings.addAll(new ProgramCheck(SYSTEM).findings());
    findings.addAll(new MachineCheck(SYSTEM).findings());
    findings.addAll(SurroundingsCheck.findings(console));
    if (json.given()) {
      console.out().println(Json.write(values(findings)));
    } else {
      for (Finding finding : findings) {
        console.out().println(line(finding, console.outputStyle()));
      }
    }
    return ExitCode.DONE;
  }

  private static Map<String, @Nullable Object> values(List<Finding> findings) {
    var values = new LinkedHashMap<String, @Nullable Object>();
    findings.forEach(finding -> values.putAll(finding.values()));
    values.put(
        "slow",
        findings.stream()
            .filter(finding -> finding.concern() != null)
            .map(Finding::topic)
            .toList());
    return values;
  }

  private static String line(Finding finding, Style style) {
    String concern = finding.concern();
    String mark = concern == null ? "ok    " : style.error("slow") + "  ";
    return mark
        + style.bold("%-10s".formatted(finding.topic()))
        + finding.facts()
        + (concern == null ? "" : ": " + concern);
  }
}
