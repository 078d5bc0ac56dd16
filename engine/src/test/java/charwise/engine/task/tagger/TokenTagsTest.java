package charwise.engine.task.tagger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class TokenTagsTest {
  private static final TokenTags ENTITIES = TokenTags.of(Set.of("O", "I-PER", "S-LOC", "B-PER"));

  @Test
  void chunksAreTaggedByIob2WhateverTheScheme() {
    assertThat(ENTITIES.areChunks()).isTrue();
    assertThat(ENTITIES.names()).containsExactly("O", "B-LOC", "I-LOC", "B-PER", "I-PER");
    assertThat(ENTITIES.ids(List.of("I-PER", "E-PER", "S-LOC", "O", "I-LOC")))
        .containsExactly(3, 4, 1, 0, 1);
    assertThat(ENTITIES.names(new int[] {3, 4, 0})).containsExactly("B-PER", "I-PER", "O");
  }

  @Test
  void otherTagsAreThemselves() {
    TokenTags speech = TokenTags.of(Set.of("NN", "I-know", "DT"));
    assertThat(speech.areChunks()).isFalse();
    assertThat(speech.names()).containsExactly("DT", "I-know", "NN");
    assertThat(speech.ids(List.of("NN", "DT", "VB"))).containsExactly(2, 0, -1);
    for (int id = 0; id < speech.size(); id++) {
      assertThat(speech.mayBegin(id)).isTrue();
      assertThat(speech.mayFollow(0, id)).isTrue();
    }
  }

  @Test
  void aTypeOrTagThatWasNeverMetHasNoId() {
    assertThat(ENTITIES.ids(List.of("B-ORG", "I-ORG", "B-PER"))).containsExactly(-1, -1, 3);
    assertThat(ENTITIES.ids(List.of("O", "NN"))).containsExactly(0, -1);
  }

  @Test
  void insideOfAChunkOnlyOneOfItMayCome() {
    String[] rows = {
      "O B-LOC B-PER",
      "O B-LOC I-LOC B-PER",
      "O B-LOC I-LOC B-PER",
      "O B-LOC B-PER I-PER",
      "O B-LOC B-PER I-PER"
    };
    for (int before = 0; before < rows.length; before++) {
      for (int id = 0; id < ENTITIES.size(); id++) {
        assertThat(ENTITIES.mayFollow(before, id))
            .isEqualTo(List.of(rows[before].split(" ", -1)).contains(ENTITIES.names().get(id)));
      }
    }
    assertThat(ENTITIES.mayBegin(0)).isTrue();
    assertThat(ENTITIES.mayBegin(1)).isTrue();
    assertThat(ENTITIES.mayBegin(2)).isFalse();
  }

  @Test
  void chunksWithoutTypes() {
    TokenTags tags = TokenTags.of(Set.of("I", "O"));
    assertThat(tags.names()).containsExactly("O", "B", "I");
    assertThat(tags.mayFollow(0, 2)).isFalse();
    assertThat(tags.mayFollow(1, 2)).isTrue();
  }

  @Test
  void tagsThatCannotBeAreRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> new TokenTags(List.of()));
    assertThatIllegalArgumentException().isThrownBy(() -> new TokenTags(List.of("B-A", "I-A")));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TokenTags(List.of("NN", "NN")))
        .withMessageContaining("NN");
  }

  @Test
  void tokensBecomeUnitsWithASeparatorBetween() {
    var sentence = new TokenUnits(List.of("Ada", "😀", "met"));
    assertThat(Lines.text(sentence.units())).isEqualTo("Ada 😀 met");
    assertThat(sentence.tokens()).isEqualTo(3);
    assertThat(List.of(sentence.start(0), sentence.end(0))).containsExactly(0, 3);
    assertThat(List.of(sentence.start(1), sentence.end(1))).containsExactly(4, 5);
    assertThat(List.of(sentence.start(2), sentence.end(2))).containsExactly(6, 9);
    assertThat(sentence.unitTags(new int[] {3, 0, 1}))
        .containsExactly(3, 3, 3, TokenUnits.NO_TAG, 0, TokenUnits.NO_TAG, 1, 1, 1);
    assertThat(new TokenUnits(List.of()).units()).isEmpty();
    for (String token : List.of("", "a b", " ")) {
      assertThatIllegalArgumentException().isThrownBy(() -> new TokenUnits(List.of("a", token)));
    }
  }

  @Test
  void aTokensLogProbabilityIsTheSumOfItsUnits() {
    var sentence = new TokenUnits(List.of("ab", "c"));
    float[] units = {-1, -2, -3, -4, -100, -100, -5, -0.5f};
    assertThat(sentence.tokenLogProbabilities(units, 2)).containsExactly(-4, -6, -5, -0.5);
  }
}
