package charwise.engine.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import charwise.engine.data.Items;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a generator foresees, and how surprising a text is to it. */
class GeneratorSurpriseTest extends CycleGeneration {
  @Test
  void measuresTheSurpriseOfTheTextUnderThePlainModel() throws IOException {
    SamplingSettings sharp = SamplingSettings.DEFAULT.withTemperature(0.5).withTopK(3);

    Continuation text = generate(request("a", 200, sharp));

    double nats = 0;
    int last = 1;
    for (int i = 0; i < text.text().length(); i++) {
      int id = text.text().ids()[i];
      nats -= StrictMath.log(CYCLE[last][id]);
      last = id;
    }
    assertThat(text.natsPerCharacter()).isEqualTo(nats / 200, within(1e-5));
  }

  @Test
  void readsOnlyWhatIsNewInAPromptThatGoesOn() throws IOException {
    var predictor = TablePredictor.markov(CYCLE);
    var generator = new Generator(predictor, ABC, Items.NONE);
    generator.next(corpus("abcab"));
    generator.next(corpus("abcabca"));
    assertThat(predictor.unitsRead()).isEqualTo(7);

    assertThat(generator.next(corpus("abcabca"))).isEqualTo(generator().next(corpus("abcabca")));
    assertThat(predictor.unitsRead()).isEqualTo(7);

    assertThat(generator.next(corpus("ba"))).isEqualTo(generator().next(corpus("ba")));
    assertThat(predictor.unitsRead()).isEqualTo(9);
  }

  @Test
  void theSinkMayLearnHowSurprisingEachUnitIs() throws IOException {
    List<Double> nats = new ArrayList<>();
    UnitSink sink =
        new UnitSink() {
          @Override
          public void accept(int text, int id) {
            throw new AssertionError("only the longer form is called");
          }

          @Override
          public void accept(int text, int id, double surprise) {
            nats.add(surprise);
          }
        };

    Continuation text = generator().generate(request("a", 20, PLAIN), sink).getFirst();

    double[] read = generator().surprise(corpus("a" + string(text)));
    assertThat(read).hasSize(21).startsWith(Double.NaN);
    assertThat(nats)
        .hasSize(20)
        .isEqualTo(Arrays.stream(read).skip(1).boxed().toList())
        .anySatisfy(n -> assertThat(n).isEqualTo(-StrictMath.log(0.7), within(1e-6)));
    assertThat(nats.stream().mapToDouble(n -> n).sum() / 20)
        .isEqualTo(text.natsPerCharacter(), within(1e-12));
  }

  @Test
  void whereLinesAreItemsTheFirstUnitIsForeseenToo() {
    var generator = new Generator(TablePredictor.markov(CYCLE), ABC, Items.LINE);

    double[] nats = generator.surprise(corpus("c\nc"));

    assertThat(nats[0]).isEqualTo(-StrictMath.log(0.7), within(1e-6));
    assertThat(nats[2]).isEqualTo(nats[0]);
  }

  @Test
  void tellsWhatComesNext() throws IOException {
    List<UnitProbability> next = generator().next(corpus("ab"));

    assertThat(next).extracting(UnitProbability::id).containsExactly(3, 0, 1, 2);
    assertThat(next.getFirst().probability()).isEqualTo(0.7, within(1e-6));
  }
}
