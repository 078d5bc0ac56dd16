package charwise.cli.option;

import charwise.cli.console.Reading;
import java.nio.file.Path;
import java.util.Set;
import picocli.CommandLine.ParseResult;

/** Finds the options that say how a command reads texts. */
public final class ReadingOptions {
  private ReadingOptions() {}

  /**
   * How the command reads texts.
   *
   * @param written the files that it writes
   */
  public static Reading of(ParseResult parsed, Set<Path> written) {
    return new Reading(
        EncodingOption.of(parsed), parsed.hasMatchedOption(FollowLinksOption.NAME), written);
  }
}
