package charwise.cli.option;

import picocli.CommandLine.Option;

/**
 * {@code --follow-links}, for the commands that read folders; {@link ReadingOptions} looks for it.
 */
public final class FollowLinksOption {
  static final String NAME = "--follow-links";

  @Option(
      names = NAME,
      description =
          "Read the folders that links in a folder lead to, too; each is read once, however many"
              + " links lead there.")
  boolean followsLinks;
}
