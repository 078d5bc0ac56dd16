package charwise.cli.completion;

import static org.assertj.core.api.Assertions.assertThat;

import charwise.cli.CommandLineRun;
import charwise.cli.CommandLineRun.Result;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompletionTest {
  @TempDir private Path folder;

  @Test
  void bashLearnsCommandsOptionsAndValues() {
    assertThat(completion("bash"))
        .contains("_picocli_charwise_train")
        .contains("--learning-rate")
        .contains("\"rnn\" \"lstm\" \"gru\" \"gru-reset-after\"")
        .contains("complete -F _complete_charwise -o default charwise");
  }

  @Test
  void zshIsToldWhatTheScriptCompletes() {
    assertThat(completion("zsh")).startsWith("#compdef charwise\n").contains("bashcompinit");
  }

  @Test
  void fishLearnsCommands() {
    assertThat(completion("fish").lines())
        .contains(
            "complete -c charwise -n '__fish_use_subcommand' -a train"
                + " -d 'Train a model on text'");
  }

  @Test
  void fishLearnsOptionsWithTheirValues() {
    assertThat(completion("fish").lines())
        .contains(
            "complete -c charwise -n '__fish_seen_subcommand_from train' -l cell -x"
                + " -a 'rnn lstm gru gru-reset-after' -d 'The recurrent cell'");
  }

  @Test
  void fishLearnsShortAndNegatedOptions() {
    assertThat(completion("fish"))
        .contains("-s o -l output -r -F -d 'Where to keep the best model")
        .contains("-l no-residual -d 'The opposite of --residual'");
  }

  @Test
  void fishQuotesWhatItMustNotInterpret() {
    assertThat(completion("fish")).contains("Add each layer\\'s input");
  }

  @Test
  void fishOffersFilesOnlyWhereFilesBelong() {
    assertThat(completion("fish").lines())
        .contains("complete -c charwise -f")
        .contains("complete -c charwise -n '__fish_seen_subcommand_from sample' -F")
        .contains(
            "complete -c charwise -n '__fish_seen_subcommand_from completion'"
                + " -a 'bash zsh fish'");
  }

  private String completion(String shell) {
    Result result = new CommandLineRun(folder).run("completion", shell);
    assertThat(result.exitCode()).isZero();
    assertThat(result.err()).isEmpty();
    return result.out();
  }
}
