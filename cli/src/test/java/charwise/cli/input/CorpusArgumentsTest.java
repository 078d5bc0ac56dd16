package charwise.cli.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import charwise.cli.console.Console;
import charwise.cli.console.Reading;
import charwise.cli.console.Surroundings;
import charwise.cli.console.UserException;
import charwise.engine.data.Units;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CorpusArgumentsTest {
  @TempDir private Path folder;
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private Console console;

  @BeforeEach
  void openConsole() {
    console =
        new Console(
            new ByteArrayInputStream("typed".getBytes(StandardCharsets.UTF_8)),
            OutputStream.nullOutputStream(),
            err,
            Surroundings.plain(folder));
  }

  @Test
  void filesAreReadInTheOrderGiven() throws IOException {
    write("b.txt", "second");
    write("a.txt", "first");
    assertThat(textOf("b.txt", "a.txt")).isEqualTo("secondfirst");
  }

  @Test
  void aFolderIsEveryTextFileBelowItInNameOrder() throws IOException {
    write("d/b.txt", "2");
    write("d/a/z.txt", "1");
    write("d/c.txt", "3");
    write("d/B.txt", "0");
    assertThat(textOf("d")).isEqualTo("0123");
    assertThat(namesOf("d")).containsExactly("d/B.txt", "d/a/z.txt", "d/b.txt", "d/c.txt");
    assertThat(namesOf("d/")).containsExactly("d/B.txt", "d/a/z.txt", "d/b.txt", "d/c.txt");
  }

  @Test
  void hiddenFilesAndFoldersArePassedOver() throws IOException {
    write("d/.git/config", "x");
    write("d/.hidden", "x");
    write("d/seen", "y");
    assertThat(textOf("d")).isEqualTo("y");
  }

  @Test
  void filesThatAreNoTextArePassedOverWithANote() throws IOException {
    write("d/a.bin", "x\0y");
    write("d/b.bin", "\0");
    write("d/c.txt", "text");
    assertThat(textOf("d")).isEqualTo("text");
    assertThat(err.toString(StandardCharsets.UTF_8))
        .isEqualTo("passed over, not text: d/a.bin and 1 more\n");
  }

  @Test
  void pipesSocketsAndDevicesInAFolderAreNotOpened() throws Exception {
    write("d/b.txt", "text");
    run("mkfifo", folder.resolve("d/a-pipe").toString());
    Files.createSymbolicLink(folder.resolve("d/a-device"), Path.of("/dev/zero"));
    try (var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      server.bind(UnixDomainSocketAddress.of(folder.resolve("d/a-socket")));
      assertThat(namesOf("d")).containsExactly("d/b.txt");
    }
  }

  @Test
  void aFileWhoseNameIsNotUtf8IsReadLikeAnyOther() throws Exception {
    write("d/a.txt", "1");
    write("d/z.txt", "3");
    run("sh", "-c", "printf 2 > \"$0/d/$(printf 'caf\\351').txt\"", folder.toString());
    assertThat(textOf("d")).isEqualTo("123");
    assertThat(namesOf("d").get(1)).startsWith("d/caf").endsWith(".txt");
  }

  @Test
  void aFileInAFolderThatMayNotBeReadIsAnErrorAndNotPassedOver() throws IOException {
    write("d/a.txt", "text");
    write("d/b.txt", "secret");
    Path secret = folder.resolve("d/b.txt");
    Files.setPosixFilePermissions(secret, Set.of());
    assumeFalse(Files.isReadable(secret), "root may read anything");
    assertThatThrownBy(() -> textOf("d"))
        .isInstanceOf(AccessDeniedException.class)
        .hasMessageContaining("b.txt");
  }

  @Test
  void aFileInAFolderThatFailsToBeReadIsAnErrorThatNamesIt() throws IOException {
    Path failing = Path.of("/proc/self/mem"); // its first page is no memory of this process
    assumeTrue(Files.isReadable(failing));
    write("d/a.txt", "text");
    Files.createSymbolicLink(folder.resolve("d/b.txt"), failing);
    assertThatThrownBy(() -> textOf("d"))
        .isInstanceOf(FileSystemException.class)
        .hasMessageStartingWith("d/b.txt: cannot read (");
  }

  private static void run(String... command) throws Exception {
    assertThat(new ProcessBuilder(command).start().waitFor()).isZero();
  }

  @Test
  void linksToFoldersCannotLeadInCircles() throws IOException {
    write("d/a.txt", "text");
    Files.createSymbolicLink(folder.resolve("d/loop"), folder.resolve("d"));
    Files.createSymbolicLink(folder.resolve("d/copy.txt"), folder.resolve("d/a.txt"));
    assertThat(namesOf("d")).containsExactly("d/a.txt", "d/copy.txt");
  }

  @Test
  void linksToFoldersAreFollowedWhereThatIsAskedFor() throws IOException {
    write("d/b.txt", "1");
    write("elsewhere/c.txt", "2");
    Files.createSymbolicLink(folder.resolve("d/loop"), folder.resolve("d"));
    Files.createSymbolicLink(folder.resolve("d/out"), folder.resolve("elsewhere"));
    Files.createSymbolicLink(folder.resolve("d/twice"), folder.resolve("elsewhere"));
    Files.createSymbolicLink(folder.resolve("elsewhere/back"), folder.resolve("d"));
    assertThat(namesOf("d")).containsExactly("d/b.txt");
    assertThat(err.toString(StandardCharsets.UTF_8))
        .isEqualTo("links to folders, left out without --follow-links: d/loop and 2 more\n");
    err.reset();
    console = console.reading(new Reading(StandardCharsets.UTF_8, true, Set.of()));
    assertThat(namesOf("d")).containsExactly("d/b.txt", "d/out/c.txt");
    assertThat(err.toString(StandardCharsets.UTF_8)).isEmpty();
  }

  @Test
  void filesOfAFolderAreReadInTheEncodingAskedFor() throws IOException {
    write("d/a.txt", "plain");
    Files.write(folder.resolve("d/b.txt"), "schön".getBytes(StandardCharsets.UTF_16));
    assertThat(namesOf("d")).containsExactly("d/a.txt");
    console = console.reading(new Reading(StandardCharsets.UTF_16, false, Set.of()));
    assertThat(namesOf("d")).containsExactly("d/b.txt"); // the other one has an odd length
    assertThat(textOf("d")).isEqualTo("schön");
    assertThat(new CorpusArguments(List.of("d"), console).sources(Units.BYTE)).hasSize(1);
    assertThat(textOf("macbeth")).contains("Banquo");
  }

  @ParameterizedTest
  @CsvSource({"UTF-16LE, utf-16le", "UTF-16BE, utf-16be"})
  void aTextThatLooksLikeUtf16SaysSoOnce(String encoding, String name) throws IOException {
    for (String text : List.of("hi\n", "ab ".repeat(5000), "как дела? ".repeat(900))) {
      err.reset();
      Files.write(folder.resolve("t.txt"), text.getBytes(Charset.forName(encoding)));
      TextSource source = CorpusArguments.single("t.txt", console);
      for (int i = 0; i < 2; i++) {
        try (InputStream in = source.opener().open()) {
          assertThat(in.readAllBytes()).hasSize(2 * text.length());
        }
      }
      assertThat(err.toString(StandardCharsets.UTF_8))
          .isEqualTo("t.txt: looks like UTF-16: add --encoding " + name + "\n");
    }
  }

  @Test
  void carriageReturnsAloneAreNamed() throws IOException {
    write("mac.txt", "one\rtwo\rthree");
    write("dos.txt", "one\r\ntwo\r\n");
    write("zeros.txt", "one\0two\0");
    textOf("mac.txt", "dos.txt", "zeros.txt");
    assertThat(err.toString(StandardCharsets.UTF_8))
        .isEqualTo(
            "mac.txt: its lines end in carriage returns alone, which end a line only in CSV: tr"
                + " '\\r' '\\n' puts line feeds in their place\n");
  }

  @Test
  void aFolderWithoutTextIsAnError() throws IOException {
    Files.createDirectory(folder.resolve("d"));
    assertThatThrownBy(() -> textOf("d"))
        .isInstanceOf(UserException.class)
        .hasMessageStartingWith("no text file in the folder: d");
  }

  @Test
  void aDashIsStandardInput() throws IOException {
    assertThat(textOf("-")).isEqualTo("typed");
    assertThat(new CorpusArguments(List.of("-"), console).name()).isEqualTo("stdin");
  }

  @Test
  void standardInputCanBeReadOnlyOnce() {
    assertThatThrownBy(() -> textOf("-", "-"))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("given twice");
  }

  @Test
  void aFolderIsReadWithoutWhatGitIgnores() throws IOException {
    write("p/.gitignore", "# built\ntarget/\n*.log\n/top.txt\ndeep/**/x.txt\n!kept.log\n");
    write("p/a.txt", "1");
    write("p/b.log", "-");
    write("p/kept.log", "2");
    write("p/top.txt", "-");
    write("p/sub/top.txt", "3");
    write("p/sub/target/c.txt", "-");
    write("p/sub/target.txt", "4");
    write("p/deep/er/x.txt", "-");
    write("p/sub/.gitignore", "target.txt\n");
    write("p/.git/d.txt", "-");
    assertThat(namesOf("p")).containsExactly("p/a.txt", "p/kept.log", "p/sub/top.txt");
    assertThat(err.toString(StandardCharsets.UTF_8))
        .isEqualTo("left out by .gitignore: p/b.log and 4 more\n");
  }

  @Test
  void aFileOfAFolderThatIsNotUtf8IsPassedOverUnlessBytesAreRead() throws IOException {
    write("q/a.txt", "1");
    Files.write(folder.resolve("q/b.txt"), new byte[] {'c', (byte) 0xE9});
    assertThat(namesOf("q")).containsExactly("q/a.txt");
    assertThat(new CorpusArguments(List.of("q"), console).sources(Units.BYTE)).hasSize(2);
  }

  @Test
  void noArgumentIsWhatIsPipedInOrElseTheDefaultText() throws IOException {
    assertThat(textOf()).isEqualTo("typed");
    assertThat(namesOf()).containsExactly("curiosity-shop");
    assertThat(new CorpusArguments(List.of(), console).name()).isEqualTo("curiosity-shop");
  }

  @Test
  void builtInTextsGoByTheirName() throws IOException {
    assertThat(textOf("macbeth")).contains("Banquo");
  }

  @Test
  void aFileComesBeforeABuiltInTextOfItsName() throws IOException {
    write("macbeth", "mine");
    assertThat(textOf("macbeth")).isEqualTo("mine");
  }

  @Test
  void aGeneratedTextIsNamedWithSizeAndSeed() throws IOException {
    assertThat(textOf("dna:100")).hasSize(100).isEqualTo(textOf("dna:100:42"));
    assertThat(textOf("dna:100:7", "addition:50"))
        .matches("[ACGT]{100}[0-9+=\n]{50,70}")
        .doesNotStartWith(textOf("dna:100"));
    assertThat(nameOf("dna:100:7")).isEqualTo("dna");
    write("dna:100", "mine");
    assertThat(textOf("dna:100")).isEqualTo("mine");
  }

  @Test
  void aSingleTextMayBeNamedToo() throws IOException {
    try (InputStream in = CorpusArguments.single("dna:10:1", console).opener().open()) {
      assertThat(in.readAllBytes()).hasSize(10);
    }
  }

  @Test
  void whatIsNeitherFileNorNameIsAnErrorThatSaysWhereTheNamesAre() {
    assertThatThrownBy(() -> textOf("no-such.txt"))
        .isInstanceOf(UserException.class)
        .hasMessage(
            "no such file, folder or named corpus: no-such.txt;"
                + " check the name, or see: charwise corpora list");
  }

  @Test
  void aNameThatIsNotUtf8IsAnErrorThatSaysHowToReadTheFileAllTheSame() {
    assertThatThrownBy(() -> textOf("caf\uFFFD.txt"))
        .isInstanceOf(UserException.class)
        .hasMessageEndingWith(
            "a name that is not UTF-8 can't be given:"
                + " rename the file, or send it to standard input and give -");
  }

  @Test
  void modelsAreNamedAfterTheFirstTextWithoutItsEnding() throws IOException {
    write("dir.d/tiny.shakespeare.txt", "x");
    assertThat(nameOf("dir.d/tiny.shakespeare.txt")).isEqualTo("tiny.shakespeare");
    assertThat(nameOf("dir.d")).isEqualTo("dir.d");
    assertThat(nameOf(".")).isEqualTo(folder.getFileName().toString());
  }

  private String nameOf(String argument) {
    return new CorpusArguments(List.of(argument), console).name();
  }

  private List<String> namesOf(String... arguments) throws IOException {
    return new CorpusArguments(List.of(arguments), console)
        .sources().stream().map(TextSource::name).toList();
  }

  private String textOf(String... arguments) throws IOException {
    var text = new ByteArrayOutputStream();
    for (TextSource source : new CorpusArguments(List.of(arguments), console).sources()) {
      try (InputStream in = source.opener().open()) {
        in.transferTo(text);
      }
    }
    return text.toString(StandardCharsets.UTF_8);
  }

  private void write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
