package charwise.cli.pairs;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Sentences as in the shared tasks of CoNLL: a token a line, its tag in the last of the columns,
 * which tabs or spaces separate; empty lines between sentences. The input has the tokens with a
 * space between two, the target the tags. Lines that begin a document ({@code -DOCSTART-}) are
 * passed over.
 */
final class ConllPairs extends LinePairs {
  private static final String DOCUMENT = "-DOCSTART-";
  private static final Pattern BETWEEN_COLUMNS = Pattern.compile("[ \t]+");

  ConllPairs(String source, InputStream in) {
    super(source, in);
  }

  @Override
  public @Nullable LocatedPair next() throws IOException {
    List<String> tokens = new ArrayList<>();
    List<String> tags = new ArrayList<>();
    long first = 0;
    for (String line = lines().next(); line != null; line = lines().next()) {
      if (line.isBlank() || line.startsWith(DOCUMENT)) {
        if (!tokens.isEmpty()) {
          break;
        }
        continue;
      }
      String[] columns = BETWEEN_COLUMNS.split(line.strip(), -1);
      if (columns.length < 2) {
        throw refused(
            "has no tag",
            "write a token and its tag on each line, and an empty line between sentences");
      }
      if (tokens.isEmpty()) {
        first = lines().number();
      }
      tokens.add(columns[0]);
      tags.add(columns[columns.length - 1]);
    }
    return tokens.isEmpty() ? null : pair(String.join(" ", tokens), String.join(" ", tags), first);
  }
}
