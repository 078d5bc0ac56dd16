package charwise.corpora;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * The Java sources of the packages {@code java.*} in the module {@code java.base} of a Java
 * development kit, in name order, taken from its {@code lib/src.zip}.
 */
public final class JdkSources implements LocalText {
  private static final String PACKAGES = "java.base/java/";

  private final List<Path> homes;

  /** The sources in the first of {@code homes}, folders as JAVA_HOME names them, that has any. */
  public JdkSources(List<Path> homes) {
    this.homes = List.copyOf(homes);
  }

  @Override
  public String name() {
    return "jdk";
  }

  @Override
  public String description() {
    return "Java sources of a JDK, java.base/java";
  }

  @Override
  public String licence() {
    return "GPL-2.0 + CPE";
  }

  @Override
  public Optional<Path> place() {
    return homes.stream()
        .map(home -> home.resolve("lib").resolve("src.zip"))
        .filter(Files::isRegularFile)
        .findFirst();
  }

  @Override
  public String remedy() {
    return "install a JDK with its sources (Debian, Ubuntu: apt install openjdk-21-source), and"
        + " set JAVA_HOME to it";
  }

  @Override
  public InputStream open() throws IOException {
    Path place = place().orElseThrow(() -> new FileNotFoundException(homes.toString()));
    var zip = new ZipFile(place.toFile());
    List<JoinedStreams.Opener> files =
        zip.stream()
            .filter(entry -> entry.getName().startsWith(PACKAGES))
            .filter(entry -> entry.getName().endsWith(".java"))
            .sorted(Comparator.comparing(ZipEntry::getName))
            .map(entry -> (JoinedStreams.Opener) () -> zip.getInputStream(entry))
            .toList();
    return new JoinedStreams(files.iterator(), zip);
  }
}
