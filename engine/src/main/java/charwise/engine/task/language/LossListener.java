package charwise.engine.task.language;

import java.io.IOException;

/** Takes the units of a text that is scored, one after the other, with what each of them costs. */
@FunctionalInterface
public interface LossListener {
  /**
   * Takes the next unit.
   *
   * @param unit the code point or byte, whether the model knows it or not
   * @param nats its loss given all before it; NaN for the first unit of a text, which follows
   *     nothing
   * @throws IOException to end the reading, which throws it on
   */
  void accept(int unit, double nats) throws IOException;

  /**
   * The units of a line follow that is read under this condition; called where lines stand under
   * conditions.
   */
  default void condition(int condition) throws IOException {}

  /**
   * An empty line was passed over; called where each line is an item, which has at least a unit.
   */
  default void emptyLine() throws IOException {}

  /** Everything read has been taken, and the reader is about to wait for more. */
  default void waiting() throws IOException {}
}
