package charwise.cli.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import charwise.cli.console.Console;
import charwise.cli.console.Surroundings;
import charwise.cli.console.UserException;
import charwise.cli.plot.Chart.Axis;
import charwise.cli.plot.Chart.Level;
import charwise.cli.plot.Chart.Look;
import charwise.cli.plot.Chart.Panel;
import charwise.cli.plot.Chart.Point;
import charwise.cli.plot.Chart.Series;
import charwise.cli.plot.Chart.SeriesStyle;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

class PlotFileTest {
  @TempDir private Path folder;

  @Test
  void anSvgHoldsTitlesAxesAndLegendsAsText() throws Exception {
    Document svg = svg("reach.svg", chart());
    assertThat(svg.getDocumentElement().getAttribute("viewBox")).isEqualTo("0 0 1440 484");
    assertThat(texts(svg))
        .contains(
            "Two panels",
            "How far back",
            "lag",
            "gradient norm",
            "rnn",
            "lstm & gru",
            "100",
            "Loss",
            "step");
  }

  @Test
  void anSvgNamesFontsThatOtherMachinesHave() throws IOException {
    file("fonts.svg").write(chart());
    assertThat(folder.resolve("fonts.svg"))
        .content()
        .contains("'Liberation Sans', Arial, Helvetica, sans-serif")
        .containsOnlyOnce("<!--")
        .contains("<!--charwise-->");
  }

  @Test
  void aPngIsTwiceAsFine() throws IOException {
    BufferedImage image = png("reach.png", chart());
    assertThat(image.getWidth()).isEqualTo(2 * 1440);
    assertThat(image.getHeight()).isEqualTo(2 * 484);
    assertThat(shades(image)).contains(Palette.curve(0), Palette.curve(1));
  }

  @Test
  void theSamePictureGivesTheSameBytes() throws IOException {
    for (String ending : List.of(".svg", ".png")) {
      file("a" + ending).write(chart());
      file("b" + ending).write(chart());
      assertThat(folder.resolve("a" + ending)).hasSameBinaryContentAs(folder.resolve("b" + ending));
      file("c" + ending).write(heatmap(130));
      file("d" + ending).write(heatmap(130));
      assertThat(folder.resolve("c" + ending)).hasSameBinaryContentAs(folder.resolve("d" + ending));
    }
  }

  @Test
  void aPanelAloneIsAsWideAsItNeedsToBe() throws Exception {
    Panel panel = chart().panels().getFirst();
    Document svg = svg("one.svg", new Chart("", List.of(panel)));
    assertThat(svg.getDocumentElement().getAttribute("width")).isEqualTo("720");
    assertThat(svg.getDocumentElement().getAttribute("height")).isEqualTo("440");
  }

  @Test
  void ticksAreRoundAndLabelsShort() throws Exception {
    List<Point> points = List.of(Point.of(20, 0), Point.of(700, 430_000));
    var panel =
        new Panel("", Axis.logarithmic("x"), Axis.linear("y"), List.of(Series.line("a", points)));
    assertThat(texts(svg("ticks.svg", new Chart("", List.of(panel)))))
        .contains("20", "50", "100", "200", "500", "50k", "200k", "400k")
        .doesNotContain("25k", "125k", "200000");
  }

  @Test
  void betweenWholeNumbersThereIsNoTick() throws Exception {
    List<Point> points = List.of(Point.of(5, 0.1), Point.of(8, 0.4));
    var panel = new Panel("", Axis.linear("x"), Axis.share("y"), List.of(Series.line("a", points)));
    assertThat(texts(svg("whole.svg", new Chart("", List.of(panel)))))
        .contains("5", "6", "7", "8", "0", "1")
        .doesNotContain("5.5", "6.5");
  }

  @Test
  void levelsAreNamedUnlessTheyLieOnEachOther() throws Exception {
    List<Point> points = List.of(Point.of(1, 0.5), Point.of(2, 0.9));
    var panel =
        new Panel(
            "",
            Axis.linear("x"),
            Axis.share("y"),
            List.of(Series.line("a", points)),
            List.of(new Level("chance", 0.1), new Level("luck", 0.11), new Level("most", 0.6)));
    assertThat(texts(svg("levels.svg", new Chart("", List.of(panel)))))
        .contains("chance", "most")
        .doesNotContain("luck");
  }

  @Test
  void aCurveHasTheLookItIsGivenWhateverItsPlace() throws IOException {
    List<Point> points = List.of(Point.of(1, 1), Point.of(2, 2));
    var series = new Series("gru", points, SeriesStyle.LINE, Look.of(2));
    var panel = new Panel("", Axis.linear("x"), Axis.linear("y"), List.of(series));
    assertThat(shades(png("look.png", new Chart("", List.of(panel)))))
        .contains(Palette.curve(2))
        .doesNotContain(Palette.curve(0));
  }

  @Test
  void whatALogarithmCanNotShowIsLeftOut() throws IOException {
    List<Point> points = List.of(Point.of(1, 1), Point.of(2, 0), Point.of(3, Double.NaN));
    var panel =
        new Panel(
            "", Axis.linear("x"), Axis.logarithmic("y"), List.of(Series.line("some", points)));
    assertThat(png("zeros.png", new Chart("", List.of(panel))).getWidth()).isEqualTo(1440);
    var nothing =
        new Panel(
            "", Axis.linear("x"), Axis.logarithmic("y"), List.of(Series.line("no", List.of())));
    assertThat(png("none.png", new Chart("", List.of(nothing))).getWidth()).isEqualTo(1440);
  }

  @Test
  void aHeatmapShowsEachCharacterAboveItsColumn() throws Exception {
    file("map.svg").write(heatmap(130));
    Document svg = parse("map.svg");
    assertThat(texts(svg)).contains("forget gate", "0", "30", "from shut (0) to open (1)");
    assertThat(texts(svg).stream().filter("e"::equals)).hasSize(13);
    assertThat(svg.getElementsByTagName("image").getLength()).isEqualTo(2);
  }

  @Test
  void theEndingSaysWhatKindOfPicture() {
    assertThatThrownBy(() -> file("reach.pdf"))
        .isInstanceOf(UserException.class)
        .hasMessage(
            "not a kind of picture that charwise draws: reach.pdf; let its name end in .svg or"
                + " .png");
    assertThatThrownBy(() -> file("nowhere/reach.svg"))
        .isInstanceOf(UserException.class)
        .hasMessageStartingWith("no such folder: nowhere; ");
  }

  private Chart chart() {
    List<Point> fast = new ArrayList<>();
    List<Point> slow = new ArrayList<>();
    List<Point> loss = new ArrayList<>();
    for (int i = 0; i <= 100; i++) {
      fast.add(Point.of(i, Math.pow(0.8, i)));
      double y = Math.pow(0.95, i);
      slow.add(new Point(i, y, 0.6 * y, 1.5 * y));
      loss.add(new Point(i, 2 + 1.0 / (1 + i), 1.9 + 0.8 / (1 + i), 2.1 + 1.2 / (1 + i)));
    }
    var reach =
        new Panel(
            "How far back",
            Axis.linear("lag"),
            Axis.logarithmic("gradient norm"),
            List.of(Series.line("rnn", fast), Series.line("lstm & gru", slow)));
    var training =
        new Panel(
            "Loss",
            Axis.linear("step"),
            Axis.linear("nats per character"),
            List.of(new Series("rnn", loss, SeriesStyle.LINE_WITH_MARKS)));
    return new Chart("Two panels", List.of(reach, training));
  }

  private static Heatmap heatmap(int length) {
    List<String> columns =
        IntStream.range(0, length).mapToObj(i -> Character.toString('a' + i % 10)).toList();
    List<String> rows = IntStream.range(0, 32).mapToObj(Integer::toString).toList();
    List<float[]> values = new ArrayList<>();
    for (int i = 0; i < length; i++) {
      float[] column = new float[32];
      for (int u = 0; u < 32; u++) {
        column[u] = (float) (0.5 + 0.5 * Math.sin(0.1 * i * (u + 1)));
      }
      values.add(column);
    }
    return new Heatmap(
        "forget gate", columns, rows, values, new Heatmap.Scale("from shut (0) to open (1)", 0, 1));
  }

  private PlotFile file(String name) {
    return PlotFile.of(
        Path.of(name),
        new Console(
            InputStream.nullInputStream(),
            OutputStream.nullOutputStream(),
            OutputStream.nullOutputStream(),
            Surroundings.plain(folder)));
  }

  private Document svg(String name, Chart chart) throws Exception {
    file(name).write(chart);
    return parse(name);
  }

  private Document parse(String name) throws Exception {
    var factory = DocumentBuilderFactory.newInstance();
    factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
    return factory.newDocumentBuilder().parse(folder.resolve(name).toFile());
  }

  private BufferedImage png(String name, Chart chart) throws IOException {
    file(name).write(chart);
    try (InputStream in = Files.newInputStream(folder.resolve(name))) {
      return Objects.requireNonNull(ImageIO.read(in));
    }
  }

  private static List<Integer> shades(BufferedImage image) {
    return IntStream.range(0, image.getHeight())
        .flatMap(y -> IntStream.range(0, image.getWidth()).map(x -> image.getRGB(x, y) & 0xFFFFFF))
        .distinct()
        .boxed()
        .toList();
  }

  private static List<String> texts(Document svg) {
    NodeList texts = svg.getElementsByTagName("text");
    return IntStream.range(0, texts.getLength())
        .mapToObj(i -> texts.item(i).getTextContent())
        .toList();
  }
}
