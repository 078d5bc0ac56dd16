package charwise.cli.option;

import charwise.engine.task.language.NetworkKind;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Names of cells and networks, as options take and complete them. */
public sealed class NetworkNames implements ITypeConverter<NetworkKind>, Iterable<String> {
  private final List<NetworkKind> kinds;

  /** Each cell and each other network. */
  public NetworkNames() {
    this(NetworkKind.all());
  }

  private NetworkNames(List<NetworkKind> kinds) {
    this.kinds = kinds;
  }

  /** The same, and recurrent for a network of any cell. */
  public static final class WithRecurrent extends NetworkNames {
    public WithRecurrent() {
      super(Stream.concat(Stream.of(NetworkKind.RECURRENT), NetworkKind.all().stream()).toList());
    }
  }

  @Override
  public NetworkKind convert(String text) {
    return kinds.stream()
        .filter(kind -> kind.label().equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                new TypeConversionException(
                    "not one of "
                        + kinds.stream()
                            .map(NetworkKind::label)
                            .collect(Collectors.joining(", "))));
  }

  @Override
  public Iterator<String> iterator() {
    return kinds.stream().map(NetworkKind::label).iterator();
  }
}
