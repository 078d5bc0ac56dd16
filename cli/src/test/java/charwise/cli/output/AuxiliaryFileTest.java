package charwise.cli.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import charwise.cli.console.ExitCode;
import charwise.cli.console.UserException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AuxiliaryFileTest {
  private final List<String> notes = new ArrayList<>();
  private final List<String> rows = new ArrayList<>();
  private final AuxiliaryFile file = new AuxiliaryFile("log.csv", notes::add);

  @Test
  void whatIsWrittenNeedsNoWords() {
    file.attempt(() -> rows.add("1"));
    file.attempt(() -> rows.add("2"));
    assertThatCode(file::check).doesNotThrowAnyException();
    assertThat(rows).containsExactly("1", "2");
    assertThat(notes).isEmpty();
  }

  @Test
  void aFailureIsSaidOnceAndNothingIsWrittenAfterIt() {
    file.attempt(() -> rows.add("1"));
    file.attempt(AuxiliaryFileTest::fail);
    file.attempt(AuxiliaryFileTest::fail);
    file.attempt(() -> rows.add("3"));
    assertThat(rows).containsExactly("1");
    assertThat(notes)
        .containsExactly("cannot write (disk full): log.csv; going on without the rest of it");
  }

  @Test
  void afterAFailureItIsClosedAllTheSame() {
    file.attempt(AuxiliaryFileTest::fail);
    file.close(() -> rows.add("closed"));
    assertThat(rows).containsExactly("closed");
  }

  @Test
  void aFailureToCloseIsOneToo() {
    file.close(AuxiliaryFileTest::fail);
    assertThat(notes).hasSize(1);
    assertThatThrownBy(file::check).isInstanceOf(UserException.class);
  }

  @Test
  void aFailureIsAnErrorAtTheEnd() {
    file.attempt(AuxiliaryFileTest::fail);
    assertThatThrownBy(file::check)
        .isInstanceOfSatisfying(
            UserException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.FAILED))
        .hasMessageStartingWith("incomplete, cannot write (disk full): log.csv; make room");
  }

  private static void fail() throws IOException {
    throw new IOException("disk full");
  }
}
