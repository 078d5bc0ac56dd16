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

  /**
   * Takes the next unit of a text with its surprise; for sinks that want to know it.
   *
   * @param text the number of the text, from 0
   * @param id the unit's id
   * @param nats how surprising the unit is under the model's own probabilities, with no settings
   *     applied: minus the natural logarithm of its probability
   * @throws IOException to end the generation, which throws it on
   */
  default void accept(int text, int id, double nats) throws IOException {
    accept(text, id);
  }

  /**
   * Takes a text that has all its units, after the last of them.
   *
   * @throws IOException to end the generation, which throws it on
   */
  default void end(Continuation text) throws IOException {}
}
