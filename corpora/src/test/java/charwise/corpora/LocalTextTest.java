package charwise.corpora;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LocalTextTest {
  @TempDir private Path folder;

  @Test
  void theDictionaryIsTheFirstThatIsThere() throws IOException {
    Path words = Files.writeString(folder.resolve("words"), "a\nab\n");
    var dictionary = new Dictionary(List.of(folder.resolve("none"), words));
    assertThat(dictionary.place()).contains(words);
    assertThat(dictionary.origin()).isEqualTo(words.toString());
    assertThat(read(dictionary)).isEqualTo("a\nab\n");
  }

  @Test
  void manualPagesAreJoinedInNameOrderWhetherCompressedOrNot() throws IOException {
    Path section = Files.createDirectories(folder.resolve("man1"));
    Files.writeString(section.resolve("b.1"), "B\n");
    compress(section.resolve("a.1.gz"), "Ä\n".getBytes(StandardCharsets.UTF_8));
    compress(section.resolve("c.1ssl.gz"), "C\n".getBytes(StandardCharsets.UTF_8));
    assertThat(read(manual())).isEqualTo("Ä\nB\nC\n");
  }

  @Test
  void linksAndPagesThatAreNotUtf8ArePassedOver() throws IOException {
    Path section = Files.createDirectories(folder.resolve("man1"));
    Files.writeString(section.resolve("a.1"), "A\n");
    Files.createSymbolicLink(section.resolve("b.1"), section.resolve("a.1"));
    compress(section.resolve("c.1.gz"), new byte[] {(byte) 0xE4, '\n'});
    Files.writeString(section.resolve("README"), "no page");
    assertThat(read(manual())).isEqualTo("A\n");
  }

  @Test
  void theSourcesAreThoseOfThePackagesJavaInNameOrder() throws IOException {
    Path library = Files.createDirectories(folder.resolve("lib"));
    try (var zip = new ZipOutputStream(Files.newOutputStream(library.resolve("src.zip")))) {
      put(zip, "java.base/java/util/List.java");
      put(zip, "java.base/java/lang/Object.java");
      put(zip, "java.base/java/lang/package.html");
      put(zip, "java.base/sun/misc/Unsafe.java");
      put(zip, "java.xml/javax/xml/XMLConstants.java");
    }
    var sources = new JdkSources(List.of(folder.resolve("none"), folder));
    assertThat(sources.place()).contains(library.resolve("src.zip"));
    assertThat(read(sources))
        .isEqualTo("java.base/java/lang/Object.java\njava.base/java/util/List.java\n");
  }

  @Test
  void whatIsMissingSaysWhatToDo() {
    List<LocalText> missing =
        List.of(
            new Dictionary(List.of(folder.resolve("none"))),
            manual(),
            new JdkSources(List.of(folder)));
    for (LocalText text : missing) {
      assertThat(text.place()).isEmpty();
      assertThat(text.remedy()).startsWith("install ");
      assertThat(text.origin()).isEqualTo("this machine");
      assertThatExceptionOfType(FileNotFoundException.class).isThrownBy(text::open);
    }
  }

  private ManualPages manual() {
    return new ManualPages(List.of(folder.resolve("none"), folder));
  }

  private static void compress(Path file, byte[] bytes) throws IOException {
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write(bytes);
    }
  }

  private static void put(ZipOutputStream zip, String name) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    zip.write((name + "\n").getBytes(StandardCharsets.UTF_8));
  }

  private static String read(LocalText text) throws IOException {
    try (InputStream in = text.open()) {
      return Texts.string(in);
    }
  }
}
