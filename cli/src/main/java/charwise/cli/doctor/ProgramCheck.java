package charwise.cli.doctor;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Checks charwise itself and its Java. */
record ProgramCheck(Path system) {
  List<Finding> findings() {
    return List.of(program(), java());
  }

  private Finding program() {
    Path home = Path.of(System.getProperty("java.home"));
    boolean image = Files.exists(home.resolveSibling("app").resolve("charwise.jar"));
    Boolean quickStart = image ? quickStart() : Boolean.FALSE;
    String concern =
        !image
            ? "started without its launcher, so slow to start and perhaps without vectors;"
                + " run bin/charwise of a built or unpacked charwise"
            : Boolean.FALSE.equals(quickStart)
                ? "the quick-start cache is missing or does not fit, so each start takes a second;"
                    + " build or unpack charwise again"
                : null;
    var values = new LinkedHashMap<String, @Nullable Object>();
    values.put("version", Version.number());
    values.put("image", image);
    values.put("quick_start", quickStart);
    String place = image ? "image in " + home.resolveSibling("") : "plain jar";
    return new Finding("charwise", concern, Version.number() + ", " + place, values);
  }

  /** Whether the JVM uses the quick-start cache; null if that is unknown. */
  private @Nullable Boolean quickStart() {
    try {
      Path maps = system.resolve("proc/self/maps");
      return Files.readString(maps, StandardCharsets.ISO_8859_1).contains("/charwise.aot");
    } catch (IOException unknown) {
      return null;
    }
  }

  private static Finding java() {
    var values = new LinkedHashMap<String, @Nullable Object>();
    values.put("java", Runtime.version().toString());
    values.put("java_vendor", System.getProperty("java.vendor"));
    values.put("os", System.getProperty("os.name"));
    values.put("os_version", System.getProperty("os.version"));
    values.put("architecture", System.getProperty("os.arch"));
    String facts = "%s of %s on %s %s, %s".formatted(values.values().toArray());
    return new Finding("java", null, facts, values);
  }
}
