package charwise.engine.layer;

import charwise.engine.tensor.PanelMatrix;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What is made of a panel of weights once they have changed.
 *
 * @param place where in all weights the panel is
 */
public record PanelTask(int place, Runnable work) implements Runnable {
  /** What brings a transposed copy of weights up to date, panel by panel. */
  public static List<PanelTask> transposing(PanelMatrix weights, PanelMatrix transposed) {
    return IntStream.range(0, weights.panels())
        .mapToObj(
            panel ->
                new PanelTask(
                    weights.row(panel, 0), () -> weights.transposePanel(panel, transposed)))
        .toList();
  }

  @Override
  public void run() {
    work.run();
  }
}
