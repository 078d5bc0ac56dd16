package charwise.corpora;

import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/**
 * The manual pages of commands, section 1, in English, in name order, as they are written: with the
 * requests of roff, such as {@code .SH NAME}, for these are the same whatever formats the pages.
 * Links and pages in other encodings than UTF-8 are passed over, and so are pages compressed by
 * other programs than gzip.
 */
public final class ManualPages implements LocalText {
  private static final String SECTION = "man1";

  private final List<Path> places;

  /** The pages in the first of {@code places}, folders as MANPATH names them, that has any. */
  public ManualPages(List<Path> places) {
    this.places = List.copyOf(places);
  }

  @Override
  public String name() {
    return "manual";
  }

  @Override
  public String description() {
    return "manual pages of commands, as roff";
  }

  @Override
  public String licence() {
    return "each page's";
  }

  @Override
  public Optional<Path> place() {
    return places.stream()
        .map(place -> place.resolve(SECTION))
        .filter(ManualPages::hasPages)
        .findFirst();
  }

  @Override
  public String remedy() {
    return "install manual pages (Debian, Ubuntu: apt install man-db manpages), or set MANPATH";
  }

  @Override
  public InputStream open() throws IOException {
    Path folder = place().orElseThrow(() -> new FileNotFoundException(places.toString()));
    try (Stream<Path> files = Files.list(folder)) {
      List<JoinedStreams.Opener> pages =
          files
              .filter(ManualPages::isPage)
              .sorted()
              .map(file -> (JoinedStreams.Opener) () -> page(file))
              .toList();
      return new JoinedStreams(pages.iterator(), () -> {});
    }
  }

  private static boolean hasPages(Path folder) {
    if (!Files.isDirectory(folder)) {
      return false;
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.anyMatch(ManualPages::isPage);
    } catch (IOException unreadable) {
      return false;
    }
  }

  private static boolean isPage(Path file) {
    return file.toString().matches(".*\\.1[a-z]*(\\.gz)?")
        && Files.isRegularFile(file)
        && !Files.isSymbolicLink(file);
  }

  /** A page, or nothing if it is not in UTF-8. */
  private static InputStream page(Path file) throws IOException {
    byte[] bytes;
    try (InputStream in = Files.newInputStream(file);
        InputStream page = file.toString().endsWith(".gz") ? new GZIPInputStream(in) : in) {
      bytes = page.readAllBytes();
    }
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      return new ByteArrayInputStream(bytes);
    } catch (CharacterCodingException otherEncoding) {
      return InputStream.nullInputStream();
    }
  }
}
