package charwise.cli.completion;

import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** The shells that completion scripts can be written for. */
enum Shell {
  BASH("bash", BashCompletion::script),
  ZSH("zsh", ZshCompletion::script),
  FISH("fish", FishCompletion::script);

  private final String label;
  private final Function<CommandSyntax, String> writer;

  Shell(String label, Function<CommandSyntax, String> writer) {
    this.label = label;
    this.writer = writer;
  }

  /** The script for the commands and options of {@code root}. */
  String script(CommandLine root) {
    return writer.apply(CommandSyntax.of(root));
  }

  /** Reads a shell's name. */
  static final class Converter implements ITypeConverter<Shell>, Iterable<String> {
    @Override
    public Shell convert(String name) {
      for (Shell shell : values()) {
        if (shell.label.equals(name)) {
          return shell;
        }
      }
      throw new TypeConversionException("not one of bash, zsh, fish");
    }

    @Override
    public Iterator<String> iterator() {
      return List.of(values()).stream().map(shell -> shell.label).iterator();
    }
  }
}
