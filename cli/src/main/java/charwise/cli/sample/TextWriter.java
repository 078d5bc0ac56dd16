package charwise.cli.sample;

import charwise.cli.pattern.PatternConstraint;
import charwise.engine.data.Corpus;
import charwise.engine.data.Items;
import charwise.engine.data.Units;
import charwise.engine.kernel.Team;
import charwise.engine.sampling.BeamSearch;
import charwise.engine.sampling.Continuation;
import charwise.engine.sampling.GenerationRequest;
import charwise.engine.sampling.Generator;
import charwise.engine.sampling.ModelPredictor;
import charwise.engine.sampling.SamplingSettings;
import charwise.engine.sampling.UnitSink;
import charwise.engine.search.Constraint;
import charwise.engine.task.language.SavedModel;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes texts with a model, by sampling or by beam search. */
final class TextWriter {
  private final SavedModel saved;
  private final SamplerOptions choosing;
  private final LengthOptions extent;
  private final @Nullable Constraint constraint;
  private final SamplingSettings settings;
  private final List<String> stops;
  private final ModelPredictor predictor;
  private final Generator generator;

  /** A writer under a condition; see ModelPredictor. */
  TextWriter(
      SavedModel saved, int condition, SamplerOptions choosing, LengthOptions extent, Team team) {
    this.saved = saved;
    this.choosing = choosing;
    this.extent = extent;
    this.settings = choosing.settings(saved.items());
    String pattern = extent.match;
    this.constraint =
        pattern == null
            ? null
            : PatternConstraint.of(
                pattern, saved.vocabulary(), saved.items(), (int) extent.length, "--length");
    this.stops = new ArrayList<>(extent.stops);
    if (saved.items() == Items.LINE && constraint == null) {
      stops.add("\n");
    }
    this.predictor = new ModelPredictor(saved.model(), 1, condition);
    this.generator = new Generator(predictor, saved.vocabulary(), saved.items(), team);
  }

  /** What the model reads one at a time. */
  Units units() {
    return saved.units();
  }

  /** Whether each text is a line. */
  boolean writesLines() {
    return constraint != null || stops.contains("\n");
  }

  /**
   * Continues prompts side by side. The numbers of the texts run on from prompt to prompt.
   *
   * @param first the number of the first text for each prompt among all of the seed
   * @param count how many texts for each prompt
   * @param sink takes units as they are chosen, and whole texts
   */
  void write(List<Corpus> prompts, int first, int count, UnitSink sink) throws IOException {
    Long beam = choosing.beam;
    if (beam != null) {
      for (int i = 0; i < prompts.size(); i++) {
        search(i, prompts.get(i), beam.intValue(), sink);
      }
      return;
    }
    List<GenerationRequest> requests =
        prompts.stream().map(prompt -> request(prompt, first, count)).toList();
    generator.generate(requests, sink, () -> false);
  }

  private GenerationRequest request(Corpus prompt, int first, int count) {
    return new GenerationRequest(
        prompt,
        (int) extent.length,
        stops,
        count,
        settings,
        GenerationRequest.seedFor(choosing.seed.seed(), prompt),
        0,
        first,
        constraint);
  }

  private void search(int number, Corpus prompt, int width, UnitSink sink) throws IOException {
    Continuation best =
        new BeamSearch(predictor, saved.vocabulary(), saved.items())
            .search(prompt, (int) extent.length, stops, width);
    for (int i = 0; i < best.text().length(); i++) {
      sink.accept(number, best.text().ids()[i]);
    }
    sink.end(
        new Continuation(
            number, best.text(), best.natsPerCharacter(), best.stopReason(), best.stop()));
  }
}
