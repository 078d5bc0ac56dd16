package charwise.corpora;

import java.util.List;

/**
 * A key of tunes.
 *
 * @param name as the field K names it
 * @param keynote its place among pitches: 0 is middle C, 7 the C above
 * @param progressions triads by their root's degree in the key, 0 to 6, a row of eight bars each;
 *     the fifth and sixth are the first and second
 */
record AbcKey(String name, int keynote, List<List<Integer>> progressions) {
  private static final List<List<Integer>> MAJOR =
      List.of(
          List.of(0, 0, 3, 4, 0, 0, 4, 0),
          List.of(0, 3, 0, 4, 0, 3, 4, 0),
          List.of(0, 5, 3, 4, 0, 5, 4, 0),
          List.of(0, 0, 1, 4, 0, 0, 4, 0));

  /** Minor, Dorian and Mixolydian, which go by the chord below the keynote. */
  private static final List<List<Integer>> MODAL =
      List.of(
          List.of(0, 0, 6, 6, 0, 0, 6, 0),
          List.of(0, 6, 0, 6, 0, 6, 6, 0),
          List.of(0, 0, 6, 3, 0, 0, 6, 0));

  static final List<AbcKey> ALL =
      List.of(
          new AbcKey("G", 4, MAJOR),
          new AbcKey("D", 1, MAJOR),
          new AbcKey("A", 5, MAJOR),
          new AbcKey("C", 7, MAJOR),
          new AbcKey("Em", 2, MODAL),
          new AbcKey("Am", 5, MODAL),
          new AbcKey("Bm", 6, MODAL),
          new AbcKey("Ador", 5, MODAL),
          new AbcKey("Edor", 2, MODAL),
          new AbcKey("Dmix", 1, MODAL));
}
