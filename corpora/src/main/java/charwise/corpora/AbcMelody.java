package charwise.corpora;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * The melody of a part, note by note. Pitches are places on the staff: 0 is middle C ({@code C}), 7
 * the C above ({@code c}); B, the sixth, is followed by c.
 */
final class AbcMelody {
  private static final int OCTAVE = 7;
  private static final int LOWEST = 1;
  private static final int HIGHEST = 13;
  private static final int WIDEST_LEAP = 4;
  private static final double STEP = 0.8;
  private static final double TURN = 0.3;

  private final AbcKey key;
  private final List<Integer> progression;
  private final Random random;
  private int pitch;
  private int direction = 1;

  /**
   * A melody that begins near the keynote.
   *
   * @param high whether it begins in the upper octave
   */
  AbcMelody(AbcKey key, boolean high, Random random) {
    this.key = key;
    this.progression = AbcTunes.any(key.progressions(), random);
    this.random = random;
    int beginning = high ? key.keynote() + 4 : key.keynote();
    this.pitch = Math.min(beginning, HIGHEST - 2);
  }

  /** Appends the notes of a beat; the first is one of the bar's chord. */
  void beat(StringBuilder text, int bar, List<Integer> lengths) {
    boolean onBeat = true;
    for (int length : lengths) {
      if (onBeat || random.nextDouble() >= STEP) {
        leap(progression.get(bar));
      } else {
        step();
      }
      note(text, length);
      onBeat = false;
    }
  }

  /** Appends the last note: the nearest keynote. */
  void close(StringBuilder text, int length) {
    pitch =
        IntStream.rangeClosed(LOWEST, HIGHEST)
            .filter(place -> Math.floorMod(place - key.keynote(), OCTAVE) == 0)
            .boxed()
            .min((one, other) -> Math.abs(one - pitch) - Math.abs(other - pitch))
            .orElseThrow();
    note(text, length);
  }

  /** To a note of the chord not far away. */
  private void leap(int root) {
    List<Integer> near =
        IntStream.rangeClosed(
                Math.max(LOWEST, pitch - WIDEST_LEAP), Math.min(HIGHEST, pitch + WIDEST_LEAP))
            .filter(place -> isInChord(place, root))
            .boxed()
            .toList();
    int next = AbcTunes.any(near, random);
    if (next != pitch) {
      direction = Integer.signum(next - pitch);
    }
    pitch = next;
  }

  private boolean isInChord(int place, int root) {
    int degree = Math.floorMod(place - key.keynote() - root, OCTAVE);
    return degree == 0 || degree == 2 || degree == 4;
  }

  /** To the next note, mostly on in the same direction. */
  private void step() {
    boolean turn = random.nextDouble() < TURN;
    direction = turn ? -direction : direction;
    if (pitch + direction < LOWEST || pitch + direction > HIGHEST) {
      direction = -direction;
    }
    pitch += direction;
  }

  private void note(StringBuilder text, int length) {
    char letter = (char) ('A' + (pitch + 2) % OCTAVE);
    text.append(pitch < OCTAVE ? letter : Character.toLowerCase(letter));
    text.append(length == 1 ? "" : Integer.toString(length));
  }
}
