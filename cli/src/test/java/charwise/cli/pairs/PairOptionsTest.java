package charwise.cli.pairs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import charwise.cli.option.EnumConverter;
import charwise.engine.data.TargetUnits;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;

class PairOptionsTest {
  @Command
  static final class SomeCommand {
    @ArgGroup(validate = false, heading = PairOptions.HEADING)
    private PairOptions pairs = new PairOptions();
  }

  private static PairOptions parse(String... arguments) {
    SomeCommand command = new SomeCommand();
    CommandLine line = new CommandLine(command);
    EnumConverter.register(line);
    line.parseArgs(arguments);
    return command.pairs;
  }

  @Test
  void whatIsGivenIsChosen() {
    PairOptions options =
        parse("--input", "text", "--target=3", "--format", "csv", "--target-units", "token");
    assertThat(options.choices(List.of("year")))
        .isEqualTo(new PairChoices("text", "3", List.of("year"), PairFormat.CSV, null));
    assertThat(options.targetUnits()).isEqualTo(TargetUnits.TOKEN);
  }

  @Test
  void theRestIsLeftOpen() {
    assertThat(parse().choices(List.of())).isEqualTo(PairChoices.NONE);
    assertThat(parse().targetUnits()).isNull();
  }

  @Test
  void formatsHaveNames() {
    assertThatThrownBy(() -> parse("--format", "xml"))
        .isInstanceOf(ParameterException.class)
        .hasMessageContaining("not one of tsv, csv, jsonl, fasttext, conll, lines");
  }
}
