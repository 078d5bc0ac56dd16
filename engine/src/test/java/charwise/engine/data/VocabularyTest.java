package charwise.engine.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class VocabularyTest {

  @Test
  void mapsUnitsToTheirIndexAndBack() {
    int[] units = {'\n', 'a', 'é', 0x1F600};
    Vocabulary vocabulary = Vocabulary.of(Units.CODEPOINT, units);

    assertThat(vocabulary.size()).isEqualTo(4);
    assertThat(vocabulary.units()).isEqualTo(Units.CODEPOINT);
    for (int id = 0; id < units.length; id++) {
      assertThat(vocabulary.unit(id)).isEqualTo(units[id]);
      assertThat(vocabulary.id(units[id])).isEqualTo(id);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 'b', 0x1F601, 0x10FFFF, -1, Integer.MAX_VALUE, Integer.MIN_VALUE})
  void knowsWhatItLacks(int unit) {
    Vocabulary vocabulary = Vocabulary.of(Units.CODEPOINT, new int[] {'a', 0x1F600});

    assertThat(vocabulary.id(unit)).isEqualTo(-1);
  }

  @Test
  void keepsTheOrderItIsGiven() {
    Vocabulary vocabulary = Vocabulary.of(Units.CODEPOINT, new int[] {'b', 'a'});

    assertThat(vocabulary.id('b')).isZero();
    assertThat(vocabulary.id('a')).isOne();
  }

  @Test
  void writesCodePointsAsUtf8AndBytesAsThemselves() {
    Vocabulary text = Vocabulary.of(Units.CODEPOINT, new int[] {'a', 'é', 0x1F600});
    Vocabulary bytes = Vocabulary.of(Units.BYTE, new int[] {0xE9});

    assertThat(text.bytes(0)).containsExactly('a');
    assertThat(text.bytes(1)).containsExactly(0xC3, 0xA9);
    assertThat(text.bytes(2)).containsExactly(0xF0, 0x9F, 0x98, 0x80);
    assertThat(bytes.bytes(0)).containsExactly(0xE9);
  }

  @Test
  void acceptsTheLargestAndRefusesOneMore() {
    int[] largest = IntStream.range(0, Vocabulary.MAXIMUM_SIZE).toArray();
    int[] tooLarge = IntStream.rangeClosed(0, Vocabulary.MAXIMUM_SIZE).toArray();

    assertThat(Vocabulary.of(Units.CODEPOINT, largest).id(19_999)).isEqualTo(19_999);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Vocabulary.of(Units.CODEPOINT, tooLarge))
        .withMessageContaining("20001");
  }

  @Test
  void refusesNoUnits() {
    assertThatIllegalArgumentException().isThrownBy(() -> Vocabulary.of(Units.BYTE, new int[0]));
  }

  @Test
  void refusesAUnitTwice() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Vocabulary.of(Units.CODEPOINT, new int[] {'a', 'b', 'a'}))
        .withMessageContaining("97")
        .withMessageContaining("0 and 2");
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0xD800, 0xDFFF, 0x110000})
  void refusesWhatIsNoScalarValue(int unit) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Vocabulary.of(Units.CODEPOINT, new int[] {unit}));
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 256})
  void refusesWhatIsNoByte(int unit) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Vocabulary.of(Units.BYTE, new int[] {unit}));
  }

  @Test
  void isIndependentOfTheArrayItWasMadeFrom() {
    int[] units = {'a', 'b'};
    Vocabulary vocabulary = Vocabulary.of(Units.CODEPOINT, units);
    units[0] = 'c';

    assertThat(vocabulary.unit(0)).isEqualTo('a');
  }

  @Test
  void equalsByUnitsAndOrder() {
    Vocabulary one = Vocabulary.of(Units.CODEPOINT, new int[] {'a', 'b'});

    assertThat(one)
        .isEqualTo(Vocabulary.of(Units.CODEPOINT, new int[] {'a', 'b'}))
        .hasSameHashCodeAs(Vocabulary.of(Units.CODEPOINT, new int[] {'a', 'b'}))
        .isNotEqualTo(Vocabulary.of(Units.CODEPOINT, new int[] {'b', 'a'}))
        .isNotEqualTo(Vocabulary.of(Units.BYTE, new int[] {'a', 'b'}))
        .isNotEqualTo(Vocabulary.of(Units.CODEPOINT, new int[] {'a'}));
  }

  @ParameterizedTest
  @EnumSource(Units.class)
  void unitsAreFoundByTheirLabel(Units units) {
    assertThat(Units.of(units.label())).isEqualTo(units);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Units.of("word"))
        .withMessageContaining("codepoint, byte");
  }

  @ParameterizedTest
  @EnumSource(Items.class)
  void itemsAreFoundByTheirLabel(Items items) {
    assertThat(Items.of(items.label())).isEqualTo(items);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Items.of("word"))
        .withMessageContaining("none, line");
  }
}
