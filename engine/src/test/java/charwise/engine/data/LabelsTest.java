package charwise.engine.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class LabelsTest {
  @Test
  void idsAreTheOrderOfTheNames() {
    Labels given = Labels.of(List.of("spam", "ham"));
    assertThat(given.id("spam")).isZero();
    assertThat(given.id("ham")).isEqualTo(1);
    assertThat(given.id("Ham")).isEqualTo(-1);
    assertThat(given.name(1)).isEqualTo("ham");
    assertThat(Labels.sorted(List.of("spam", "ham", "spam")).names())
        .containsExactly("ham", "spam");
  }

  @Test
  void equalNamesInEqualOrderAreEqual() {
    assertThat(Labels.of(List.of("a", "b"))).isEqualTo(Labels.sorted(List.of("b", "a")));
    assertThat(Labels.of(List.of("a", "b")).hashCode())
        .isEqualTo(Labels.sorted(List.of("b", "a")).hashCode());
    assertThat(Labels.of(List.of("b", "a"))).isNotEqualTo(Labels.of(List.of("a", "b")));
  }

  @Test
  void namesThatMakeNoSenseAreRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> Labels.of(List.of()));
    assertThatIllegalArgumentException().isThrownBy(() -> Labels.of(List.of("a", "")));
    assertThatIllegalArgumentException().isThrownBy(() -> Labels.of(List.of("a", "b", "a")));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Labels.of(Collections.nCopies(Labels.MAXIMUM_SIZE + 1, "a")));
  }
}
