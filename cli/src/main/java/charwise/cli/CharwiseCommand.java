package charwise.cli;

import picocli.CommandLine.Command;

/** {@code charwise} itself. */
@Command(name = "charwise", header = "Trains recurrent networks on text.")
final class CharwiseCommand {}
