package charwise.engine.task.tagger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ChunkTagsTest {
  /** Chunks are written {@code type start-last}. */
  @ParameterizedTest
  @CsvSource({
    // IOB1
    "O I-A I-A O, A 1-2",
    "I-A B-A I-A, A 0-0 A 1-2",
    "I-A I-B, A 0-0 B 1-1",
    "O I-A, A 1-1",
    // IOB2
    "B-A I-A O B-B, A 0-1 B 3-3",
    "B-A B-A, A 0-0 A 1-1",
    "B-A B-B, A 0-0 B 1-1",
    "B-A O, A 0-0",
    "I-A B-A, A 0-0 A 1-1",
    "O B-A, A 1-1",
    // broken: inside of what has not begun, or of another type
    "O I-A I-B, A 1-1 B 2-2",
    "B-A I-B I-B, A 0-0 B 1-2",
    "B-A I-B I-A, A 0-0 B 1-1 A 2-2",
    // IOBES
    "B-A I-A E-A S-B O S-B, A 0-2 B 3-3 B 5-5",
    "B-A E-A B-A E-A, A 0-1 A 2-3",
    "S-A S-A, A 0-0 A 1-1",
    "S-A B-A E-A, A 0-0 A 1-2",
    "B-A E-A S-A, A 0-1 A 2-2",
    // IOBES, broken
    "E-A E-A, A 0-0 A 1-1",
    "E-A I-A, A 0-0 A 1-1",
    "S-A E-A, A 0-0 A 1-1",
    "S-A I-A, A 0-0 A 1-1",
    "O E-A O, A 1-1",
    "B-A S-A, A 0-0 A 1-1",
    "I-A S-A I-A, A 0-0 A 1-1 A 2-2",
    "B-A E-B, A 0-0 B 1-1",
    "E-A O, A 0-0",
    "B-A I-A I-A, A 0-2",
    // without types, or with hyphens in them
    "B I O B, ' 0-1  3-3'",
    "B- I- O, ' 0-1'",
    "B-a-b I-a-b I-a-c, a-b 0-1 a-c 2-2",
    "O O, ''",
    "O, ''"
  })
  void chunksAreThoseOfConlleval(String tags, String chunks) {
    assertThat(text(ChunkTags.read(List.of(tags.split(" ", -1))))).isEqualTo(chunks);
  }

  private static String text(List<Chunk> chunks) {
    return chunks.stream()
        .map(chunk -> chunk.type() + " " + chunk.start() + "-" + (chunk.end() - 1))
        .collect(Collectors.joining(" "));
  }

  @ParameterizedTest
  @CsvSource({
    "I-A I-A B-A O I-B I-A, B-A I-A B-A O B-B B-A",
    "B-A I-A B-A O B-B B-A, B-A I-A B-A O B-B B-A",
    "B-A E-A S-A O S-B S-A, B-A I-A B-A O B-B B-A",
    "I I B O, B I B O"
  })
  void everySchemeIsWrittenAsIob2(String read, String written) {
    List<String> tags = List.of(read.split(" ", -1));
    assertThat(ChunkTags.write(ChunkTags.read(tags), tags.size()))
        .containsExactly(written.split(" ", -1));
  }

  /** The two functions of conlleval.pl, their rules for B, I and O one by one. */
  @Test
  void allSequencesOfIobAreReadAsByTheRulesOfConlleval() {
    List<String> all = List.of("O", "B-A", "I-A", "B-B", "I-B");
    int count = all.size();
    for (int number = 0; number < count * count * count * count; number++) {
      int rest = number;
      String[] tags = new String[4];
      for (int i = 0; i < tags.length; i++, rest /= count) {
        tags[i] = all.get(rest % count);
      }
      String before = "O";
      StringBuilder expected = new StringBuilder();
      for (int i = 0; i <= tags.length; i++) {
        String here = i < tags.length ? tags[i] : "O";
        expected.append(ends(before, here) ? "]" : "").append(begins(before, here) ? "[" : "");
        expected.append(i);
        before = here;
      }
      StringBuilder found = new StringBuilder();
      List<Chunk> chunks = ChunkTags.read(Arrays.asList(tags));
      for (int i = 0; i <= tags.length; i++) {
        int at = i;
        found.append(chunks.stream().anyMatch(chunk -> chunk.end() == at) ? "]" : "");
        found.append(chunks.stream().anyMatch(chunk -> chunk.start() == at) ? "[" : "").append(i);
      }
      assertThat(found).as(String.join(" ", tags)).hasToString(expected.toString());
    }
  }

  private static boolean ends(String before, String here) {
    String pair = "" + before.charAt(0) + here.charAt(0);
    return List.of("BB", "BO", "IB", "IO").contains(pair)
        || (!before.equals("O") && !type(before).equals(type(here)));
  }

  private static boolean begins(String before, String here) {
    String pair = "" + before.charAt(0) + here.charAt(0);
    return List.of("BB", "IB", "OB", "OI").contains(pair)
        || (!here.equals("O") && !type(before).equals(type(here)));
  }

  private static String type(String tag) {
    return tag.substring(Math.min(2, tag.length()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "NN", "b-A", "X-A", "OO", "O-A", "BA", "-A", "L-A"})
  void otherTagsAreRefused(String tag) {
    assertThat(ChunkTags.isChunkTag(tag)).isFalse();
    assertThatIllegalArgumentException().isThrownBy(() -> ChunkTags.read(List.of("O", tag)));
  }
}
