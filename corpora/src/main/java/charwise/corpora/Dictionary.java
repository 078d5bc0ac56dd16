package charwise.corpora;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The system's list of words, one a line. */
public final class Dictionary implements LocalText {
  private final List<Path> places;

  /** The first of {@code places} that is a file. */
  public Dictionary(List<Path> places) {
    this.places = List.copyOf(places);
  }

  @Override
  public String name() {
    return "words";
  }

  @Override
  public String description() {
    return "the system's dictionary, a word a line";
  }

  @Override
  public String licence() {
    return "its package's";
  }

  @Override
  public Optional<Path> place() {
    return places.stream().filter(Files::isRegularFile).findFirst();
  }

  @Override
  public String remedy() {
    return "install a word list (Debian, Ubuntu: apt install wamerican; Fedora: dnf install words)";
  }

  @Override
  public InputStream open() throws IOException {
    return Files.newInputStream(
        place().orElseThrow(() -> new FileNotFoundException(places.toString())));
  }
}
