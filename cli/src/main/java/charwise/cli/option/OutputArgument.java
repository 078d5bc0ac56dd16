package charwise.cli.option;

import charwise.cli.output.OutputKind;
import java.nio.file.Path;
import picocli.CommandLine.ITypeConverter;

/**
 * Converts to the path of a file that the command writes; {@link OutputCheck} knows such options by
 * it.
 */
public abstract sealed class OutputArgument implements ITypeConverter<Path> {
  private final FileArgument path = new FileArgument();
  private final OutputKind kind;

  OutputArgument(OutputKind kind) {
    this.kind = kind;
  }

  @Override
  public final Path convert(String text) {
    return path.convert(text);
  }

  final OutputKind kind() {
    return kind;
  }

  /** A model, with a checkpoint beside it. */
  public static final class Model extends OutputArgument {
    public Model() {
      super(OutputKind.MODEL);
    }
  }

  /** A table as CSV or TSV. */
  public static final class Table extends OutputArgument {
    public Table() {
      super(OutputKind.TABLE);
    }
  }

  /** A picture as SVG or PNG. */
  public static final class Picture extends OutputArgument {
    public Picture() {
      super(OutputKind.PICTURE);
    }
  }
}
