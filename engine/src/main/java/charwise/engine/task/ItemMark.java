package charwise.engine.task;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The mark of data that are a number of items.
 *
 * @param fingerprint another, most likely, for any other items
 * @param train items to train on
 * @param validation items for validation
 */
public record ItemMark(long fingerprint, long train, long validation) implements DataMark {
  @Override
  public void addTo(Map<String, String> metadata) {
    metadata.put("items", Long.toString(fingerprint));
    metadata.put("train_items", Long.toString(train));
    metadata.put("validation_items", Long.toString(validation));
  }

  @Override
  public @Nullable String difference(Map<String, String> metadata) {
    long thenTrain = number(metadata, "train_items");
    long thenValidation = number(metadata, "validation_items");
    if (number(metadata, "items") == fingerprint) {
      return null;
    }
    return thenTrain == train && thenValidation == validation
        ? "it was made of other items, just as many"
        : "it was made of %d items to train on and %d for validation, not %d and %d"
            .formatted(thenTrain, thenValidation, train, validation);
  }

  private static long number(Map<String, String> metadata, String key) {
    return Long.parseLong(metadata.getOrDefault(key, ""));
  }
}
