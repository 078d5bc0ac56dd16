package charwise.engine.task.tagger;

import charwise.engine.kernel.RandomStream;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Lines to try things on. */
final class Lines {
  private static final List<String> PARTS =
      List.of(
          "a",
          "É",
          "ß",
          "İ",
          "ı",
          "ǅ",
          "Ǆ",
          "ſ",
          "\u212A",
          "\u212B",
          "ẞ",
          "ŉ",
          "ΐ",
          "Σ",
          "ς",
          "ᾼ",
          "ﬁ",
          "ế",
          "Ǻ",
          "ł",
          "Ø",
          "й",
          "Ё",
          "が",
          "ガ",
          "각",
          "\u0958",
          "\u0301",
          "e\u0301",
          "\u1E9B\u0323",
          "𐐀",
          "𐐨",
          "😀",
          " ",
          "  ",
          "\u00A0",
          "\t",
          "\u2003",
          "\n",
          "\r",
          "\0",
          ".",
          ", ",
          " — ",
          "“",
          "”",
          "¿",
          "'",
          "_",
          "…",
          "\uFFFF",
          "\uDBFF\uDFFF",
          "≠",
          "1",
          "𝟙",
          "中",
          "ا",
          "\u0651");

  private Lines() {}

  /** Every set of things that can be lost, the empty one too. */
  static List<Set<Restoration>> losses() {
    Restoration[] all = Restoration.values();
    return IntStream.range(0, 1 << all.length)
        .<Set<Restoration>>mapToObj(
            bits -> {
              Set<Restoration> some = EnumSet.noneOf(Restoration.class);
              for (int i = 0; i < all.length; i++) {
                if ((bits >> i & 1) != 0) {
                  some.add(all[i]);
                }
              }
              return some;
            })
        .toList();
  }

  /** Lines of anything that Unicode has, and more often of what is awkward. */
  static List<int[]> random(long seed, int count) {
    var random = new RandomStream(seed);
    return Stream.generate(() -> random(random)).limit(count).toList();
  }

  private static int[] random(RandomStream random) {
    var line = new StringBuilder();
    for (int parts = random.nextInt(12); parts > 0; parts--) {
      int kind = random.nextInt(4);
      if (kind == 0) {
        int any = random.nextInt(0x110000 - 0x800);
        line.appendCodePoint(any < 0xD800 ? any : any + 0x800);
      } else if (kind == 1) {
        line.appendCodePoint(' ' + random.nextInt(0x500));
      } else {
        line.append(PARTS.get(random.nextInt(PARTS.size())));
      }
    }
    return units(line.toString());
  }

  static int[] units(String text) {
    return text.codePoints().toArray();
  }

  static String text(int[] units) {
    return new String(units, 0, units.length);
  }
}
