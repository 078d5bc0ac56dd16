package charwise.engine.task;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a checkpoint keeps of a run's data, to know them again and to tell how others differ. */
public interface DataMark {
  /** Adds it to a checkpoint's metadata. */
  void addTo(Map<String, String> metadata);

  /**
   * How the data of a checkpoint differ from these, for example "its text was read by byte, not by
   * codepoint"; null if they do not.
   *
   * @throws IllegalArgumentException if the metadata hold no such mark
   */
  @Nullable String difference(Map<String, String> metadata);
}
