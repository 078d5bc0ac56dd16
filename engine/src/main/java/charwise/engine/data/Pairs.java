package charwise.engine.data;

import java.io.ByteArrayOutputStream;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Texts, each with the answer to it: what a transducer learns from. A source is the features that
 * stand beside a text and then the text itself. Its ids are those of the vocabulary, then those of
 * the features, and last one for all that is unknown.
 */
public final class Pairs implements Serializable {
  private static final long serialVersionUID = 1L;

  private static final long FACTOR = 0x100000001B3L;
  private static final byte[] REPLACEMENT = "\uFFFD".getBytes(StandardCharsets.UTF_8);

  private final Vocabulary vocabulary;
  private final Symbols features;
  private final TargetVocabulary targetVocabulary;
  private final Sequences inputs;
  private final Sequences featureIds;
  private final Sequences targets;

  /**
   * Pairs.
   *
   * @param inputs ids over the vocabulary, {@link UnitIds#ABSENT} for what it lacks
   * @param featureIds ids over the features likewise
   * @param targets ids over the target vocabulary, {@link TargetVocabulary#UNKNOWN} for what it
   *     lacks
   */
  Pairs(
      Vocabulary vocabulary,
      Symbols features,
      TargetVocabulary targetVocabulary,
      Sequences inputs,
      Sequences featureIds,
      Sequences targets) {
    this.vocabulary = vocabulary;
    this.features = features;
    this.targetVocabulary = targetVocabulary;
    this.inputs = inputs;
    this.featureIds = featureIds;
    this.targets = targets;
  }

  /** A builder that finds vocabularies and features in the pairs. */
  public static PairsBuilder builder(Units units, TargetUnits targetUnits) {
    return new PairsBuilder(units, targetUnits);
  }

  /**
   * A builder for given vocabularies and features; what they lack is read as unknown, and an answer
   * that has such a unit cannot be written.
   */
  public static PairsBuilder builder(
      Vocabulary vocabulary, Symbols features, TargetVocabulary targetVocabulary) {
    return new PairsBuilder(vocabulary, features, targetVocabulary);
  }

  /** The units of the texts. */
  public Vocabulary vocabulary() {
    return vocabulary;
  }

  /** The features that there are. */
  public Symbols features() {
    return features;
  }

  /** The units of the answers. */
  public TargetVocabulary targetVocabulary() {
    return targetVocabulary;
  }

  /** How many pairs there are. */
  public int size() {
    return targets.size();
  }

  /** The ids that sources are made of, that of unknown units among them. */
  public int sourceVocabularySize() {
    return sourceVocabularySize(vocabulary, features);
  }

  /** The ids of sources over a vocabulary and some features. */
  public static int sourceVocabularySize(Vocabulary vocabulary, Symbols features) {
    return vocabulary.size() + features.size() + 1;
  }

  /** The length of a source. */
  public int sourceLength(int pair) {
    return featureIds.length(pair) + inputs.length(pair);
  }

  /** How many of a text's units and features are unknown. */
  public int unknown(int pair) {
    int unknown = 0;
    for (int i = inputs.start(pair); i < inputs.end(pair); i++) {
      unknown += inputs.ids()[i] == UnitIds.ABSENT ? 1 : 0;
    }
    for (int i = featureIds.start(pair); i < featureIds.end(pair); i++) {
      unknown += featureIds.ids()[i] == UnitIds.ABSENT ? 1 : 0;
    }
    return unknown;
  }

  /**
   * The sources: features and then the text.
   *
   * @param reversed whether the text is read from its end
   */
  public Sequences sources(boolean reversed) {
    int size = size();
    char unknown = (char) (sourceVocabularySize() - 1);
    char firstFeature = (char) vocabulary.size();
    char[] ids = new char[Math.addExact(inputs.total(), featureIds.total())];
    int[] starts = new int[size + 1];
    int length = 0;
    for (int pair = 0; pair < size; pair++) {
      for (int i = featureIds.start(pair); i < featureIds.end(pair); i++) {
        char id = featureIds.ids()[i];
        ids[length++] = id == UnitIds.ABSENT ? unknown : (char) (firstFeature + id);
      }
      int start = inputs.start(pair);
      int end = inputs.end(pair);
      for (int i = start; i < end; i++) {
        char id = inputs.ids()[reversed ? end - 1 - (i - start) : i];
        ids[length++] = id == UnitIds.ABSENT ? unknown : id;
      }
      starts[pair + 1] = length;
    }
    return Sequences.of(ids, starts);
  }

  /** The answers. */
  public Sequences targets() {
    return targets;
  }

  /** The ids of an answer. */
  public int[] target(int pair) {
    int[] ids = new int[targets.length(pair)];
    Arrays.setAll(ids, i -> targets.ids()[targets.start(pair) + i]);
    return ids;
  }

  /** Whether an answer has no unit but those of the target vocabulary. */
  public boolean canBeWritten(int pair) {
    for (int i = targets.start(pair); i < targets.end(pair); i++) {
      if (targets.ids()[i] == TargetVocabulary.UNKNOWN) {
        return false;
      }
    }
    return true;
  }

  /** The text of a pair, with the replacement character for units that are unknown. */
  public String input(int pair) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int i = inputs.start(pair); i < inputs.end(pair); i++) {
      char id = inputs.ids()[i];
      bytes.writeBytes(id == UnitIds.ABSENT ? REPLACEMENT : vocabulary.bytes(id));
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  /** The known features of a pair. */
  public List<String> features(int pair) {
    List<String> names = new ArrayList<>();
    for (int i = featureIds.start(pair); i < featureIds.end(pair); i++) {
      char id = featureIds.ids()[i];
      if (id != UnitIds.ABSENT) {
        names.add(features.name(id));
      }
    }
    return names;
  }

  /** Whether a text is its own answer. */
  public boolean isCopy(int pair) {
    if (inputs.length(pair) != targets.length(pair)
        || vocabulary.units() != Units.CODEPOINT
        || targetVocabulary.units() != TargetUnits.CODEPOINT) {
      return false;
    }
    for (int i = 0; i < inputs.length(pair); i++) {
      char read = inputs.ids()[inputs.start(pair) + i];
      char written = targets.ids()[targets.start(pair) + i];
      if (read == UnitIds.ABSENT
          || written == TargetVocabulary.UNKNOWN
          || vocabulary.unit(read) != targetVocabulary.symbols().name(written - 1).codePointAt(0)) {
        return false;
      }
    }
    return true;
  }

  /**
   * Which of the pairs train and which validate, by their texts alone; see {@link HashSplit}. For
   * pairs whose vocabulary was found in them.
   */
  public HashSplit split(double share) {
    return new HashSplit(inputs, vocabulary, share);
  }

  /** A copy of some, in the order given, over the same vocabularies. */
  public Pairs select(int[] chosen) {
    return new Pairs(
        vocabulary,
        features,
        targetVocabulary,
        inputs.select(chosen),
        featureIds.select(chosen),
        targets.select(chosen));
  }

  /** Whether both are over the same vocabularies and features. */
  public boolean agreesWith(Pairs other) {
    return vocabulary.equals(other.vocabulary)
        && features.equals(other.features)
        && targetVocabulary.equals(other.targetVocabulary);
  }

  /** A number that differs, most likely, for any other pairs. */
  public long fingerprint() {
    long hash = vocabulary.hashCode() * 31L + features.hashCode();
    hash = hash * 31 + targetVocabulary.symbols().hashCode();
    for (Sequences all : List.of(inputs, featureIds, targets)) {
      for (int i = 0; i < all.size(); i++) {
        hash = (hash ^ all.length(i)) * FACTOR;
        for (int j = all.start(i); j < all.end(i); j++) {
          hash = (hash ^ all.ids()[j]) * FACTOR;
        }
      }
    }
    return hash;
  }
}
