package charwise.cli.console;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Set;

/**
 * How a command reads texts from outside.
 *
 * @param encoding of files and of standard input
 * @param followsLinks whether links in folders are followed
 * @param written the files that the command writes itself: not part of a folder that it reads
 */
public record Reading(Charset encoding, boolean followsLinks, Set<Path> written) {
  /** UTF-8, no links, and everything that is there. */
  public static final Reading USUAL = new Reading(StandardCharsets.UTF_8, false, Set.of());
}
