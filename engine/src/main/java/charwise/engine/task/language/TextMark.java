package charwise.engine.task.language;

import charwise.engine.data.Units;
import charwise.engine.task.DataMark;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a checkpoint keeps of a run's text, to know it again and to tell how another differs.
 *
 * @param fingerprint another, most likely, for any other text
 * @param units what the text was read in; null where the checkpoint does not say
 * @param trainLength units to train on
 * @param validationLength units for validation
 */
record TextMark(long fingerprint, @Nullable Units units, long trainLength, long validationLength)
    implements DataMark {
  static TextMark of(TrainingText text) {
    return new TextMark(
        text.fingerprint(),
        text.train().vocabulary().units(),
        text.train().length(),
        text.validation().length());
  }

  /**
   * The mark that {@link #addTo} wrote.
   *
   * @throws IllegalArgumentException if the fields hold no valid one
   */
  static TextMark of(Map<String, String> metadata) {
    String units = metadata.get("text_units");
    return new TextMark(
        Long.parseLong(metadata.getOrDefault("text", "")),
        units == null ? null : Units.of(units),
        Long.parseLong(metadata.getOrDefault("train_length", "0")),
        Long.parseLong(metadata.getOrDefault("validation_length", "0")));
  }

  @Override
  public void addTo(Map<String, String> metadata) {
    metadata.put("text", Long.toString(fingerprint));
    if (units != null) {
      metadata.put("text_units", units.label());
    }
    metadata.put("train_length", Long.toString(trainLength));
    metadata.put("validation_length", Long.toString(validationLength));
  }

  @Override
  public @Nullable String difference(Map<String, String> metadata) {
    TextMark then = of(metadata);
    return then.matches(this) ? null : then.difference(this);
  }

  /** Whether the text of the run was, as far as the checkpoint says, that of {@code now}. */
  boolean matches(TextMark now) {
    return fingerprint == now.fingerprint && (units == null || units == now.units);
  }

  /** How the text of the run was another one than that of {@code now}. */
  String difference(TextMark now) {
    if (units == null || now.units == null) {
      return "it was made of another text";
    }
    if (units != now.units) {
      return "its text was read by %s, not by %s".formatted(units.label(), now.units.label());
    }
    if (trainLength == now.trainLength && validationLength == now.validationLength) {
      return "it was made of another text of the same length";
    }
    long length = trainLength + validationLength;
    return length == now.trainLength + now.validationLength
        ? "its text had %d of %d characters for validation, not %d"
            .formatted(validationLength, length, now.validationLength)
        : "its text had %d characters to train on and %d for validation, not %d and %d"
            .formatted(trainLength, validationLength, now.trainLength, now.validationLength);
  }
}
