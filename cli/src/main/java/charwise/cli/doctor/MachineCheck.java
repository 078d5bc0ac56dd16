package charwise.cli.doctor;

import charwise.cli.console.NumberText;
import charwise.engine.benchmark.Peak;
import charwise.engine.kernel.KernelChoice;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Checks processor and memory, as Linux describes them; elsewhere, as Java does. */
record MachineCheck(Path system) {
  private static final double SECONDS = 0.1;

  /**
   * In GFLOP/s for each core. Vectors of 128 bits with one multiply-add a cycle reach more than 8.
   */
  private static final double LOW_PEAK = 4;

  private static final double SMALL_HEAP = 500e6;
  private static final Pattern SIZE = Pattern.compile("([0-9]+)([KM]?)");

  private static final int CORES = Runtime.getRuntime().availableProcessors();

  List<Finding> findings() {
    return List.of(processor(), vectors(), cores(), memory(), caches());
  }

  private Finding processor() {
    String model = entry("proc/cpuinfo", "model name").orElse("unknown");
    return new Finding("processor", null, model, values("processor", model));
  }

  private Finding vectors() {
    String kernels = KernelChoice.description();
    Map<String, @Nullable Object> values = values("kernels", kernels);
    String flags = " " + entry("proc/cpuinfo", "flags").orElse("fma") + " ";
    boolean fused = flags.contains(" fma ");
    values.put("fma", fused);
    if (KernelChoice.SCALAR) {
      String advice = "no vectors in use; start bin/charwise, without -Dcharwise.vector=scalar";
      return new Finding("vectors", advice, kernels, values);
    }
    if (!fused) {
      String concern = "the processor has no fused multiply-add, so training is very slow";
      return new Finding("vectors", concern, kernels, values);
    }
    double peak = Peak.of(CORES, SECONDS);
    values.put("peak_gflops", peak);
    String facts =
        "%s, fused multiply-adds: %s GFLOP/s with %d %s"
            .formatted(
                kernels, NumberText.significant(peak, 3), CORES, CORES == 1 ? "thread" : "threads");
    String concern =
        peak < LOW_PEAK * CORES ? "less than a processor should do, so training is slow" : null;
    return new Finding("vectors", concern, facts, values);
  }

  private Finding cores() {
    OptionalDouble load = load();
    Map<String, @Nullable Object> values = values("cores", (long) CORES);
    values.put("load", load.isPresent() ? load.getAsDouble() : null);
    String facts =
        CORES + (load.isPresent() ? ", load " + NumberText.fixed(load.getAsDouble(), 2) : "");
    String concern =
        load.orElse(0) > CORES
            ? "others use them too, so figures of speed say little now"
            : CORES == 1 ? "nothing runs side by side" : null;
    return new Finding("cores", concern, facts, values);
  }

  private OptionalDouble load() {
    try {
      String text = read("proc/loadavg");
      return OptionalDouble.of(Double.parseDouble(text.substring(0, text.indexOf(' '))));
    } catch (IOException | NumberFormatException | IndexOutOfBoundsException unknown) {
      return OptionalDouble.empty();
    }
  }

  private Finding memory() {
    long heap = Runtime.getRuntime().maxMemory();
    Optional<String> total = entry("proc/meminfo", "MemTotal").map(kib -> kib.replace(" kB", "K"));
    Map<String, @Nullable Object> values = values("heap_bytes", heap);
    values.put("memory_bytes", total.map(MachineCheck::bytes).orElse(null));
    String facts =
        "heap up to "
            + gigabytes(heap)
            + total.map(size -> " of " + gigabytes(bytes(size))).orElse("");
    String concern =
        heap < SMALL_HEAP
            ? "large texts and models will not fit; try: CHARWISE_JAVA_OPTS=-Xmx1g charwise ..."
            : null;
    return new Finding("memory", concern, facts, values);
  }

  private Finding caches() {
    var sizes = new ArrayList<String>();
    var values = new LinkedHashMap<String, @Nullable Object>();
    try {
      for (int i = 0; ; i++) {
        String folder = "sys/devices/system/cpu/cpu0/cache/index" + i;
        if (!Files.isDirectory(system.resolve(folder))) {
          break;
        }
        if (!read(folder + "/type").startsWith("Instruction")) {
          String level = "L" + read(folder + "/level").strip();
          long size = bytes(read(folder + "/size").strip());
          sizes.add(level + " " + (size >> 10) + " KiB");
          values.put(level.toLowerCase(Locale.ROOT) + "_bytes", size);
        }
      }
    } catch (IOException unreadable) {
      sizes.add("and others");
    }
    String facts = sizes.isEmpty() ? "unknown" : String.join(", ", sizes);
    return new Finding("caches", null, facts, values);
  }

  private static String gigabytes(long bytes) {
    return NumberText.fixed(bytes * 1e-9, 1) + " GB";
  }

  /** The bytes of a size such as {@code 32K}. */
  private static long bytes(String size) {
    Matcher matcher = SIZE.matcher(size);
    if (!matcher.matches()) {
      return 0;
    }
    int shift = matcher.group(2).equals("K") ? 10 : matcher.group(2).equals("M") ? 20 : 0;
    return Long.parseLong(matcher.group(1)) << shift;
  }

  /** The text after the colon on the first line that begins with {@code name}. */
  private Optional<String> entry(String file, String name) {
    try {
      return read(file)
          .lines()
          .filter(line -> line.startsWith(name))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst();
    } catch (IOException unknown) {
      return Optional.empty();
    }
  }

  private String read(String file) throws IOException {
    return Files.readString(system.resolve(file), StandardCharsets.UTF_8);
  }

  private static Map<String, @Nullable Object> values(String name, Object value) {
    var values = new LinkedHashMap<String, @Nullable Object>();
    values.put(name, value);
    return values;
  }
}
