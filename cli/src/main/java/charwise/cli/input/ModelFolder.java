package charwise.cli.input;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The models in a folder. */
public final class ModelFolder {
  /** The ending of the names of models. */
  public static final String ENDING = ".safetensors";

  private ModelFolder() {}

  /** The names of the models in {@code folder}, the newest first. */
  public static List<String> list(Path folder) throws IOException {
    List<Map.Entry<String, FileTime>> models = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String name = file.getFileName().toString();
        if (name.endsWith(ENDING) && !name.startsWith(".")) {
          models.add(Map.entry(name, Files.getLastModifiedTime(file)));
        }
      }
    }
    models.sort(
        Map.Entry.<String, FileTime>comparingByValue()
            .reversed()
            .thenComparing(Map.Entry.comparingByKey()));
    return models.stream().map(Map.Entry::getKey).toList();
  }
}
