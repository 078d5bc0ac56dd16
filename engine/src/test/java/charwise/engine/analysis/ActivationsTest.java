package charwise.engine.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import charwise.engine.analysis.Activations.Quantity;
import charwise.engine.kernel.RandomStream;
import charwise.engine.layer.recurrent.CellType;
import charwise.engine.layer.recurrent.InputShape;
import charwise.engine.network.Directions;
import charwise.engine.network.RecurrentStack;
import charwise.engine.parameter.ParameterSet;
import charwise.engine.task.ItemInput;
import charwise.engine.task.language.Inference;
import charwise.engine.task.language.LanguageModel;
import charwise.engine.task.language.LanguageModelConfig;
import charwise.engine.tensor.Matrix;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Activations against the cells' equations and the states of inference. */
class ActivationsTest {
  private static final int VOCABULARY = 7;
  private static final int LENGTH = 150;
  private static final int HIDDEN = 19;

  @ParameterizedTest
  @EnumSource(CellType.class)
  void statesAreThoseOfInference(CellType cell) {
    LanguageModel model = model(cell, 2);
    Inference inference = new Inference(model, 1);
    inference.read(text(), 0, LENGTH);
    List<Matrix> states = inference.initialState();
    int perLayer = states.size() / 2;
    for (int layer = 0; layer < 2; layer++) {
      assertThat(last(model, layer, "hidden")).isEqualTo(row(states.get(layer * perLayer)));
      if (perLayer == 2) {
        assertThat(last(model, layer, "cell")).isEqualTo(row(states.get(layer * 2 + 1)));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(CellType.class)
  void anItemIsReadInBothDirections(CellType cell) {
    ParameterSet.Builder builder = new ParameterSet.Builder();
    var stack =
        new RecurrentStack(
            cell::create,
            InputShape.oneHot(VOCABULARY),
            HIDDEN,
            1,
            false,
            Directions.BOTH,
            builder);
    stack.initialize(new RandomStream(3), builder.build().values());
    int[] units = {1, 2, 3, 4, 5};
    int[] others = {1, 2, 0, 4, 5};

    float[][] rows = hidden(new ItemInput(stack, units, units));
    float[][] changed = hidden(new ItemInput(stack, others, others));

    for (int t = 0; t < units.length; t++) {
      float[] forward = Arrays.copyOf(rows[t], HIDDEN);
      float[] backward = Arrays.copyOfRange(rows[t], HIDDEN, 2 * HIDDEN);
      assertThat(Arrays.equals(forward, Arrays.copyOf(changed[t], HIDDEN))).isEqualTo(t < 2);
      assertThat(Arrays.equals(backward, Arrays.copyOfRange(changed[t], HIDDEN, 2 * HIDDEN)))
          .isEqualTo(t > 2);
    }
  }

  private static float[][] hidden(ItemInput item) {
    var activations = new Activations(item);
    float[][] rows = new float[item.steps()][activations.units()];
    Quantity hidden = activations.quantities().getLast();
    activations.readItem(t -> activations.copy(0, hidden, rows[t]));
    return rows;
  }

  @Test
  void theGatesOfAnLstmMakeItsStates() {
    LanguageModel model = model(CellType.LSTM, 1);
    float[][] forget = all(model, "forget");
    float[][] input = all(model, "input");
    float[][] candidate = all(model, "candidate");
    float[][] output = all(model, "output");
    float[][] cell = all(model, "cell");
    float[][] hidden = all(model, "hidden");
    for (int i = 1; i < LENGTH; i++) {
      for (int u = 0; u < HIDDEN; u++) {
        double c = forget[i][u] * cell[i - 1][u] + input[i][u] * candidate[i][u];
        assertThat((double) cell[i][u]).isCloseTo(c, offset(1e-6));
        assertThat((double) hidden[i][u]).isCloseTo(output[i][u] * Math.tanh(c), offset(1e-6));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"GRU", "GRU_RESET_AFTER"})
  void theGatesOfAGruMakeItsState(CellType cell) {
    LanguageModel model = model(cell, 1);
    float[][] update = all(model, "update");
    float[][] candidate = all(model, "candidate");
    float[][] hidden = all(model, "hidden");
    boolean keeps = cell == CellType.GRU_RESET_AFTER;
    for (int i = 1; i < LENGTH; i++) {
      for (int u = 0; u < HIDDEN; u++) {
        double kept = keeps ? update[i][u] : 1 - update[i][u];
        assertThat((double) hidden[i][u])
            .isCloseTo(kept * hidden[i - 1][u] + (1 - kept) * candidate[i][u], offset(1e-6));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(CellType.class)
  void everyCellNamesItsGates(CellType cell) {
    LanguageModel model = model(cell, 1);
    List<Quantity> quantities = new Activations(model).quantities();
    assertThat(quantities.stream().map(Quantity::name)).doesNotHaveDuplicates().endsWith("hidden");
    for (Quantity quantity : quantities) {
      float greatest = quantity.name().equals("cell") ? LENGTH : 1;
      float least = quantity.share() ? 0 : -greatest;
      for (float[] row : all(model, quantity.name())) {
        for (float value : row) {
          assertThat(value).isBetween(least, greatest);
        }
      }
    }
  }

  @Test
  void aResetUnitStartsAfresh() {
    LanguageModel model = model(CellType.GRU, 1);
    char[] text = {1, 2, 3, 1, 2, 3};
    Quantity hidden = new Activations(model).quantities().getLast();
    float[][] rows = Activations.of(model, text, 1, 0, hidden);
    assertThat(rows[5]).isEqualTo(rows[2]);
    assertThat(Activations.of(model, text, -1, 0, hidden)[5]).isNotEqualTo(rows[2]);
  }

  private static LanguageModel model(CellType cell, int layers) {
    LanguageModel model =
        new LanguageModel(new LanguageModelConfig(cell, VOCABULARY, HIDDEN, layers, layers > 1));
    model.initialize(2);
    return model;
  }

  private static char[] text() {
    RandomStream random = new RandomStream(8);
    char[] text = new char[LENGTH];
    for (int i = 0; i < LENGTH; i++) {
      text[i] = (char) random.nextInt(VOCABULARY);
    }
    return text;
  }

  private static float[][] all(LanguageModel model, String name) {
    return Activations.of(model, text(), -1, 0, quantity(model, name));
  }

  private static float[] last(LanguageModel model, int layer, String name) {
    return Activations.of(model, text(), -1, layer, quantity(model, name))[LENGTH - 1];
  }

  private static Quantity quantity(LanguageModel model, String name) {
    return new Activations(model)
        .quantities().stream()
            .filter(quantity -> quantity.name().equals(name))
            .findFirst()
            .orElseThrow();
  }

  private static float[] row(Matrix state) {
    return Arrays.copyOfRange(state.values(), state.row(0), state.row(0) + HIDDEN);
  }
}
