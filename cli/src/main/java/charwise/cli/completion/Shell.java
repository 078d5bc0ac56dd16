package charwise.cli.completion;

import java.util.Locale;
import java.util.function.Function;
import picocli.CommandLine;

/** The shells that completion scripts can be written for. */
enum Shell {
  BASH(BashCompletion::script),
  ZSH(ZshCompletion::script),
  FISH(FishCompletion::script);

  private final Function<CommandSyntax, String> writer;

  Shell(Function<CommandSyntax, String> writer) {
    this.writer = writer;
  }

  String script(CommandLine root) {
    return writer.apply(CommandSyntax.of(root));
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
