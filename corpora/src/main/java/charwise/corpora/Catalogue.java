package charwise.corpora;

import java.util.List;
import java.util.Optional;

/** All texts that come with charwise. */
public final class Catalogue {
  private static final String ARTIFACT = "org.apache.crunch:crunch-test:0.15.0!";
  private static final String PUBLIC_DOMAIN = "public domain";

  private static final List<BuiltInText> TEXTS =
      List.of(
          new BuiltInText(
              "curiosity-shop",
              "The Old Curiosity Shop, by Charles Dickens",
              1_214_976,
              "English novel of 1841, complete",
              ARTIFACT + "dickens.txt",
              PUBLIC_DOMAIN),
          new BuiltInText(
              "macbeth",
              "The Tragedie of Macbeth, by William Shakespeare",
              100_320,
              "English play, complete, in the spelling of 1623",
              ARTIFACT + "shakes.txt",
              PUBLIC_DOMAIN));

  private Catalogue() {}

  /** Every built-in text, the default one first. */
  public static List<BuiltInText> texts() {
    return TEXTS;
  }

  /** The text to use when none is named. */
  public static BuiltInText defaultText() {
    return TEXTS.getFirst();
  }

  /** The text of exactly that name. */
  public static Optional<BuiltInText> find(String name) {
    return TEXTS.stream().filter(text -> text.name().equals(name)).findFirst();
  }
}
