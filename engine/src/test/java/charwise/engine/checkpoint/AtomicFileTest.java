package charwise.engine.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {
  @TempDir private Path folder;

  @Test
  void createsAFileAndLeavesNothingElse() throws IOException {
    Path file = folder.resolve("new");

    AtomicFile.write(file, content("hello"));

    assertThat(file).hasContent("hello");
    assertThat(names()).containsExactly("new");
  }

  @Test
  void replacesAFileOnlyOnceTheNewContentIsComplete() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "old");

    AtomicFile.write(
        file,
        channel -> {
          content("new content").writeTo(channel);
          assertThat(file).hasContent("old");
        });

    assertThat(file).hasContent("new content");
    assertThat(names()).containsExactly("file");
  }

  @Test
  void aFileThatIsReplacedKeepsItsPermissions() throws IOException {
    Path file = Files.writeString(folder.resolve("private"), "old");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    AtomicFile.write(file, content("new"));
    assertThat(file).hasContent("new");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  void aLinkToNoFileYetStaysALink() throws IOException {
    Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("target"));
    AtomicFile.write(link, content("hello"));
    assertThat(link).isSymbolicLink().hasContent("hello");
    assertThat(folder.resolve("target")).hasContent("hello");
  }

  @Test
  void keepsTheOldContentAndCleansUpWhenWritingFails() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "old");

    assertThatExceptionOfType(IOException.class)
        .isThrownBy(
            () ->
                AtomicFile.write(
                    file,
                    channel -> {
                      content("new").writeTo(channel);
                      throw new IOException("No space left on device");
                    }))
        .withMessage(
            "cannot write (No space left on device): "
                + file
                + "; check the disk and the path, or use another place"
                + " (what was there before is unchanged)");

    assertThat(file).hasContent("old");
    assertThat(names()).containsExactly("file");
  }

  @Test
  void cleansUpAfterAProgrammingErrorToo() throws IOException {
    Path file = folder.resolve("file");

    assertThatIllegalStateException()
        .isThrownBy(
            () ->
                AtomicFile.write(
                    file,
                    channel -> {
                      throw new IllegalStateException("a bug");
                    }))
        .withMessage("a bug");

    assertThat(names()).isEmpty();
  }

  @Test
  void saysThatTheFolderIsMissing() {
    Path file = folder.resolve("missing").resolve("file");

    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> AtomicFile.write(file, content("new")))
        .withMessageStartingWith("cannot write (no such folder): " + file);
  }

  @Test
  void refusesToReplaceADirectory() throws IOException {
    Path directory = Files.createDirectory(folder.resolve("directory"));

    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> AtomicFile.write(directory, content("new")))
        .withMessageContaining("it is a directory");
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void refusesToReplaceADevice() {
    Path device = Path.of("/dev/null");
    assumeTrue(Files.exists(device));

    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> AtomicFile.write(device, content("new")))
        .withMessageContaining("it is not a regular file");
    assertThat(Files.isRegularFile(device)).isFalse();
  }

  @Test
  void writesThroughASymbolicLink() throws IOException {
    Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
    Path file = Files.writeString(elsewhere.resolve("file"), "old");
    Path link = Files.createSymbolicLink(folder.resolve("link"), file);

    AtomicFile.write(link, content("new"));

    assertThat(link).isSymbolicLink();
    assertThat(file).hasContent("new");
  }

  @Test
  void deletesWhatAKilledProcessLeftLongAgoAndNothingElse() throws IOException {
    FileTime longAgo = FileTime.from(Instant.now().minusSeconds(3600));
    for (String name : List.of(".charwise-1.tmp", "charwise-2.tmp", ".charwise-3", "other")) {
      Files.setLastModifiedTime(Files.createFile(folder.resolve(name)), longAgo);
    }
    Files.createFile(folder.resolve(".charwise-4.tmp"));

    AtomicFile.write(folder.resolve("file"), content("new"));

    assertThat(names())
        .containsExactly(".charwise-3", ".charwise-4.tmp", "charwise-2.tmp", "file", "other");
  }

  @Test
  void writesToTheCurrentFolderByABareName() throws IOException {
    Path file = Path.of("AtomicFileTest-" + ProcessHandle.current().pid());
    try {
      AtomicFile.write(file, content("here"));

      assertThat(file).hasContent("here");
    } finally {
      Files.deleteIfExists(file);
    }
  }

  private static AtomicFile.Content content(String text) {
    return channel -> {
      int count = channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
      assertThat(count).isEqualTo(text.length());
    };
  }

  private List<String> names() throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.map(entry -> String.valueOf(entry.getFileName())).sorted().toList();
    }
  }
}
