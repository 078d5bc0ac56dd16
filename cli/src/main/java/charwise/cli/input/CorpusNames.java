package charwise.cli.input;

import charwise.corpora.Catalogue;
import charwise.corpora.NamedText;
import java.util.Iterator;

/** The names that a CORPUS argument may have instead of a file's, for completion. */
public final class CorpusNames implements Iterable<String> {
  @Override
  public Iterator<String> iterator() {
    return new Catalogue(name -> "").texts().stream().map(NamedText::name).iterator();
  }
}
