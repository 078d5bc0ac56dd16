package charwise.cli.input;

import charwise.corpora.Catalogue;
import charwise.corpora.NamedText;
import java.util.Iterator;

/** The names of texts, for the completion of CORPUS arguments. */
public final class CorpusNames implements Iterable<String> {
  @Override
  public Iterator<String> iterator() {
    return new Catalogue(name -> "").texts().stream().map(NamedText::name).iterator();
  }
}
