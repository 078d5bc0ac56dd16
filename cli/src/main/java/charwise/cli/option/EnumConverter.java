package charwise.cli.option;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.TypeConversionException;

/**
 * Converts to a constant of an enum by its {@code toString}, which is what picocli lists in help
 * and completion.
 */
public record EnumConverter<E>(Class<E> type) implements ITypeConverter<E> {
  /** Registers such a converter for the enum type of every option and argument, of all commands. */
  public static void register(CommandLine command) {
    for (ArgSpec argument : command.getCommandSpec().args()) {
      if (argument.typeInfo().isEnum()) {
        register(command, argument.auxiliaryTypes()[0]);
      }
    }
    command.getSubcommands().values().forEach(EnumConverter::register);
  }

  private static <E> void register(CommandLine command, Class<E> type) {
    command.registerConverter(type, new EnumConverter<>(type));
  }

  @Override
  public E convert(String text) {
    return Stream.of(type.getEnumConstants())
        .filter(value -> value.toString().equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                new TypeConversionException(
                    "not one of "
                        + Stream.of(type.getEnumConstants())
                            .map(Object::toString)
                            .collect(Collectors.joining(", "))));
  }
}
