package charwise.engine.task.transducer;

import charwise.engine.GoldenFile;
import charwise.engine.data.Pairs;
import charwise.engine.data.PairsBuilder;
import charwise.engine.data.Symbols;
import charwise.engine.data.TargetUnits;
import charwise.engine.data.TargetVocabulary;
import charwise.engine.data.Units;
import charwise.engine.data.Vocabulary;
import charwise.engine.layer.attention.AttentionType;
import charwise.engine.layer.recurrent.CellType;
import charwise.engine.network.Directions;
import charwise.engine.task.EncoderConfig;
import charwise.engine.task.ItemPlan;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The model and the pairs of a golden file as users would have them: ids are letters, the last id
 * of sources an unknown one.
 */
record GoldenPairs(GoldenFile golden, Transducer model, Pairs pairs) {
  static GoldenPairs load(String name) throws IOException {
    GoldenFile golden = GoldenFile.load(name);
    return of(golden, golden.lists("source_ids"), targets(golden));
  }

  /** The pairs of a file for CTC, and one that is impossible. */
  static GoldenPairs withImpossible(String name) throws IOException {
    GoldenFile golden = GoldenFile.load(name);
    GoldenFile impossible = golden.object("impossible");
    return of(
        golden,
        plus(golden.lists("source_ids"), impossible.integers("source_ids")),
        plus(targets(golden), impossible.integers("target_ids")));
  }

  private static List<int[]> plus(List<int[]> lists, int[] more) {
    return IntStream.rangeClosed(0, lists.size())
        .mapToObj(i -> i < lists.size() ? lists.get(i) : more)
        .toList();
  }

  /** Without marks. */
  private static List<int[]> targets(GoldenFile golden) {
    boolean marks = !golden.text("decoder").equals("ctc");
    return golden.lists("target_ids").stream()
        .map(ids -> marks ? Arrays.copyOfRange(ids, 1, ids.length - 1) : ids)
        .toList();
  }

  private static GoldenPairs of(GoldenFile golden, List<int[]> sources, List<int[]> targets)
      throws IOException {
    boolean ctc = golden.text("decoder").equals("ctc");
    int read = golden.integer("source_vocabulary_size") - 1;
    int written = golden.integer("target_vocabulary_size") - 1;
    Vocabulary vocabulary =
        Vocabulary.of(Units.CODEPOINT, IntStream.range(0, read).map(id -> 'a' + id).toArray());
    TargetVocabulary targetVocabulary =
        new TargetVocabulary(
            TargetUnits.CODEPOINT,
            Symbols.of(
                IntStream.range(0, written).mapToObj(id -> Character.toString('A' + id)).toList()));
    PairsBuilder builder = Pairs.builder(vocabulary, Symbols.of(List.of()), targetVocabulary);
    for (int i = 0; i < sources.size(); i++) {
      builder.add(source(sources.get(i)), List.of(), target(targets.get(i)), "golden");
    }
    Transducer model =
        new Transducer(
            new TransducerConfig(
                new EncoderConfig(
                    CellType.of(golden.text("cell")),
                    read + 1,
                    golden.integer("hidden_size"),
                    golden.integer(ctc ? "layers" : "encoder_layers"),
                    golden.flag("residual"),
                    Directions.of(golden.text("directions"))),
                DecoderType.of(golden.text("decoder")),
                ctc ? AttentionType.NONE : AttentionType.of(golden.text("attention")),
                golden.has("attention_size") ? golden.integer("attention_size") : 0,
                written + 1,
                golden.has("repeat_input") ? golden.integer("repeat_input") : 1,
                false));
    golden.setWeights(model.tensors(), model.parameters());
    return new GoldenPairs(golden, model, builder.build());
  }

  /** Ids as letters; the last id of sources is one that no vocabulary has. */
  static String source(int[] ids) {
    return letters(ids, 'a');
  }

  /** Ids of an answer, from 1, as letters. */
  static String target(int[] ids) {
    return letters(ids, 'A' - 1);
  }

  private static String letters(int[] ids, int first) {
    return Arrays.stream(ids)
        .mapToObj(id -> Character.toString(first + id))
        .reduce("", String::concat);
  }

  /** All pairs in one batch, with neither dropout nor smoothing. */
  TransducerPlan plan() {
    return new TransducerPlan(
        model.config(),
        new ItemPlan(pairs.size(), 24, 24 * pairs.size(), 1, 0, 0),
        16,
        16 * pairs.size(),
        0,
        0,
        TransducerMetric.ACCURACY);
  }

  SavedTransducer saved() {
    return new SavedTransducer(
        model, pairs.vocabulary(), pairs.features(), pairs.targetVocabulary(), 6, Map.of());
  }
}
