package charwise.engine.benchmark;

import charwise.engine.kernel.Strip;
import charwise.engine.kernel.Team;
import charwise.engine.tensor.Matrix;
import charwise.engine.tensor.PanelMatrix;
import charwise.engine.tensor.Products;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How fast the three products of a layer are: its output, and the gradients of its input and of its
 * weights.
 *
 * @param product {@code output}, {@code input-gradient} or {@code weight-gradient}
 * @param gigaflops 10⁹ operations a second
 * @param peakGigaflops the multiply-adds that the same threads can do at the most
 * @param productSeconds the median product
 */
public record ProductSpeed(
    String product, double gigaflops, double peakGigaflops, double productSeconds) {

  /**
   * Measures all three for M rows of K inputs and N outputs.
   *
   * @param seconds how long to measure each after the warm-up
   */
  public static List<ProductSpeed> measure(int m, int k, int n, int threads, double seconds) {
    try (Team team = new Team(threads)) {
      Peak peak = new Peak(team, seconds);
      peak.measure();
      List<Timing> timings =
          List.of(
              Timing.of(output(m, k, n, team), seconds),
              Timing.of(inputGradient(m, k, n, team), seconds),
              Timing.of(weightGradient(m, k, n, team), seconds));
      peak.measure();
      double operations = 2.0 * m * k * n;
      List<String> names = List.of("output", "input-gradient", "weight-gradient");
      return IntStream.range(0, 3)
          .mapToObj(
              i ->
                  new ProductSpeed(
                      names.get(i),
                      operations / timings.get(i).medianSeconds() * 1e-9,
                      peak.gigaflops(),
                      timings.get(i).medianSeconds()))
          .toList();
    }
  }

  /** The share of the peak. */
  public double ofPeak() {
    return gigaflops / peakGigaflops;
  }

  private static Runnable output(int m, int k, int n, Team team) {
    Matrix a = filled(Matrix.zeros(m, Strip.padded(k)));
    PanelMatrix b = filled(PanelMatrix.zeros(k, n));
    PanelMatrix c = PanelMatrix.zerosApart(m, n);
    return () ->
        team.run(
            member -> {
              int from = b.panels() * member / team.size();
              int end = b.panels() * (member + 1) / team.size();
              Products.multiply(a, 0, b, c, 0, m, from, end, false);
            });
  }

  private static Runnable inputGradient(int m, int k, int n, Team team) {
    PanelMatrix a = filled(PanelMatrix.zerosApart(m, n));
    PanelMatrix b = filled(PanelMatrix.zeros(n, k));
    Matrix c = Matrix.zeros(m, Strip.padded(k));
    float[][] scratch = new float[team.size()][Products.scratchSize()];
    return () ->
        team.run(
            member -> {
              int from = m * member / team.size();
              int end = m * (member + 1) / team.size();
              Products.multiplyBack(
                  a, from, b, 0, b.panels(), c, from, end - from, 1, 0, false, scratch[member]);
            });
  }

  private static Runnable weightGradient(int m, int k, int n, Team team) {
    Matrix a = filled(Matrix.zeros(m, Strip.padded(k)));
    PanelMatrix b = filled(PanelMatrix.zerosApart(m, n));
    PanelMatrix c = PanelMatrix.zeros(k, n);
    float[][] scratch = new float[team.size()][Products.scratchSize()];
    int tilePanels = Products.tilePanels(a);
    int tileRows = Products.tileRows(k);
    int across = Math.ceilDiv(c.panels(), tilePanels);
    int tiles = across * Math.ceilDiv(k, tileRows);
    return () ->
        team.run(
            member -> {
              for (int tile = team.nextTask(); tile < tiles; tile = team.nextTask()) {
                int panel = tile % across * tilePanels;
                int row = tile / across * tileRows;
                Products.multiplyTransposed(
                    a,
                    b,
                    m,
                    c,
                    panel,
                    Math.min(tilePanels, c.panels() - panel),
                    row,
                    Math.min(tileRows, k - row),
                    scratch[member]);
              }
            });
  }

  private static Matrix filled(Matrix matrix) {
    Arrays.fill(matrix.values(), 0.5f);
    return matrix;
  }

  private static PanelMatrix filled(PanelMatrix matrix) {
    Arrays.fill(matrix.values(), 0.5f);
    return matrix;
  }
}
