package charwise.corpora;

import java.nio.file.Path;
import java.util.Optional;

/** A text that charwise does not bring along, but finds on many machines. */
public sealed interface LocalText extends NamedText permits Dictionary, ManualPages, JdkSources {
  /** Where it is on this machine; empty if it isn't there. */
  Optional<Path> place();

  /** What to do on a machine that lacks it, as the end of a sentence. */
  String remedy();

  @Override
  default String origin() {
    return place().map(Path::toString).orElse("this machine");
  }
}
