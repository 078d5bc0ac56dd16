package charwise.engine.sampling;

import charwise.engine.data.Corpus;
import charwise.engine.data.Items;
import charwise.engine.data.Units;
import charwise.engine.data.Vocabulary;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Texts of a model that goes round in a, b and c, with what was streamed of them. */
abstract class CycleGeneration {
  static final Vocabulary ABC = Vocabulary.of(Units.CODEPOINT, new int[] {'\n', 'a', 'b', 'c'});
  static final SamplingSettings GREEDY = SamplingSettings.DEFAULT.withGreedy(true);
  static final SamplingSettings PLAIN = SamplingSettings.DEFAULT.withTemperature(1);

  /** After a comes b, after b c, after c a; after a line feed c, after nothing b. */
  static final double[][] CYCLE = {
    {0.1, 0.1, 0.1, 0.7}, // \n
    {0.1, 0.1, 0.7, 0.1}, // a
    {0.1, 0.1, 0.1, 0.7}, // b
    {0.1, 0.7, 0.1, 0.1}, // c
    {0.1, 0.1, 0.7, 0.1} // nothing
  };

  final List<StringBuilder> streamed = new ArrayList<>();

  static Generator generator() {
    return new Generator(TablePredictor.markov(CYCLE), ABC, Items.NONE);
  }

  Continuation generate(GenerationRequest request) throws IOException {
    return generateAll(request).getFirst();
  }

  List<Continuation> generateAll(GenerationRequest request) throws IOException {
    return generator()
        .generate(
            request,
            (text, id) -> {
              while (streamed.size() <= text) {
                streamed.add(new StringBuilder());
              }
              streamed.get(text).appendCodePoint(ABC.unit(id));
            });
  }

  static GenerationRequest request(String prompt, int length, SamplingSettings settings) {
    return request(prompt, length, settings, 1);
  }

  static GenerationRequest request(
      String prompt, int length, SamplingSettings settings, int count) {
    return new GenerationRequest(corpus(prompt), length, List.of(), count, settings, 1);
  }

  static Corpus corpus(String text) {
    try {
      return Corpus.builder(ABC)
          .add("prompt", new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)))
          .build();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  static String string(Continuation text) {
    return string(text.text());
  }

  static String string(Corpus text) {
    return new String(text.bytes(), StandardCharsets.UTF_8);
  }

  static List<String> strings(List<Continuation> texts) {
    return texts.stream().map(CycleGeneration::string).toList();
  }
}
