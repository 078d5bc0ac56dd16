package charwise.engine.layer.sequence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RotaryAnglesTest {
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 1023, 1024, 1025, 99_999, 1 << 20, (1 << 20) + 1, (1 << 30) - 1})
  void anglesAreThoseOfTheFormulaFarIntoAText(int position) {
    RotaryAngles angles = new RotaryAngles(5);
    angles.make();
    float[] cosines = new float[7];
    float[] sines = new float[7];
    angles.write(position, cosines, sines, 2);
    for (int i = 0; i < 5; i++) {
      double angle = position * StrictMath.pow(10_000, -i / 5.0);
      double tolerance = 1e-7 + 1e-15 * position;
      assertThat((double) cosines[2 + i]).isCloseTo(StrictMath.cos(angle), within(tolerance));
      assertThat((double) sines[2 + i]).isCloseTo(StrictMath.sin(angle), within(tolerance));
    }
  }
}
