package charwise.engine.sampling;

import java.io.IOException;

/** Takes generated units as soon as it is certain that they belong to the text. */
@FunctionalInterface
public interface UnitSink {
  /**
   * Takes the next unit of a text.
   *
   * @param text the number of the text, from 0
   * @param id the unit's id
   * @throws IOException to end the generation, which throws it on
   */
  void accept(int text, int id) throws IOException;
}
