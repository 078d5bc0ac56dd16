package charwise.engine.task;

import charwise.engine.data.Vocabulary;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A model and all that is needed to use it, as one file holds it. */
public interface SavedTask {
  /** The weights. */
  Model model();

  /** The units that it reads; an unknown one may have an id beyond them. */
  Vocabulary vocabulary();

  /** How it was trained, as JSON values; empty where nothing is known. */
  Map<String, @Nullable Object> training();
}
