package charwise.engine.task.tagger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ChunkScoreTest {
  /**
   * Counted by hand. Right: the person and the second place. Wrong: a place that ends too late, an
   * organization taken for a place, a person cut in two, and one that is not there.
   */
  @Test
  void aChunkIsRightIfBothEndsAndTheTypeAre() {
    var score = new ChunkScore();
    add(score, "B-PER I-PER O B-LOC O B-LOC", "B-PER I-PER O B-LOC I-LOC B-LOC");
    add(score, "O B-ORG I-ORG O", "O B-LOC I-LOC O");
    add(score, "B-PER I-PER I-PER O", "B-PER I-PER B-PER O");
    add(score, "O O", "O B-PER");

    assertThat(score.byType())
        .containsExactly(
            Map.entry("LOC", new Retrieval(1, 3, 2)),
            Map.entry("ORG", new Retrieval(0, 0, 1)),
            Map.entry("PER", new Retrieval(1, 4, 2)));
    Retrieval all = score.overall();
    assertThat(all).isEqualTo(new Retrieval(2, 7, 5));
    assertThat(100 * all.precision()).isEqualTo(28.57, within(0.005));
    assertThat(100 * all.recall()).isEqualTo(40.00, within(0.005));
    assertThat(100 * all.f1()).isEqualTo(33.33, within(0.005));
  }

  /** Whatever the scheme of the answer, and whatever that of the guess. */
  @Test
  void schemesAreComparedByTheirChunks() {
    var score = new ChunkScore();
    add(score, "I-A I-A B-A O", "B-A E-A S-A O");
    add(score, "O B-A I-A", "O I-A I-A");
    assertThat(score.overall()).isEqualTo(new Retrieval(3, 3, 3));
    assertThat(score.overall().f1()).isOne();
  }

  /** A sentence ends the chunk: two sentences are not one. */
  @Test
  void chunksEndWithTheirSentence() {
    var score = new ChunkScore();
    add(score, "I-A", "I-A");
    add(score, "I-A", "I-A");
    assertThat(score.overall()).isEqualTo(new Retrieval(2, 2, 2));
  }

  @Test
  void sharesOfNothingAreZero() {
    var score = new ChunkScore();
    assertThat(score.overall()).isEqualTo(Retrieval.NONE);
    assertThat(score.overall().f1()).isZero();
    assertThat(score.overall().precision()).isZero();
    assertThat(score.overall().recall()).isZero();
    add(score, "B-A", "O");
    assertThat(score.overall().precision()).isZero();
    assertThat(score.overall().recall()).isZero();
    assertThat(score.overall().f1()).isZero();
  }

  private static void add(ChunkScore score, String answer, String guess) {
    score.add(
        ChunkTags.read(List.of(answer.split(" ", -1))),
        ChunkTags.read(List.of(guess.split(" ", -1))));
  }
}
