package charwise.cli.plot;

import charwise.cli.console.Console;
import charwise.cli.console.Unwritable;
import charwise.cli.console.UserException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * A file for a picture, in the format that its name ends in. The same picture gives the same bytes.
 */
public record PlotFile(String name, Path file, boolean vector) {
  /**
   * The file that the user named; to be called before the work, so that errors come early.
   *
   * @throws UserException if the name ends in neither .svg nor .png, or the folder is not there
   */
  public static PlotFile of(Path named, Console console) {
    String name = named.toString();
    String ending = name.toLowerCase(Locale.ROOT);
    boolean vector = ending.endsWith(".svg");
    if (!vector && !ending.endsWith(".png")) {
      throw UserException.usage(
          "not a kind of picture that charwise draws", name, "let its name end in .svg or .png");
    }
    Path file = console.resolve(named);
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null && !Files.isDirectory(folder)) {
      throw UserException.failure(
          "no such folder", String.valueOf(named.getParent()), "make it, or name another file");
    }
    return new PlotFile(name, file, vector);
  }

  public void write(Chart chart) throws IOException {
    write(new ChartPicture(chart));
  }

  public void write(Heatmap heatmap) throws IOException {
    write(new HeatmapPicture(heatmap));
  }

  /** Draws how often each label was taken for each. */
  public void write(ConfusionTable table) throws IOException {
    write(new ConfusionPicture(table));
  }

  private void write(Picture picture) throws IOException {
    byte[] bytes = vector ? VectorFormat.svg(picture) : PixelFormat.png(picture);
    try {
      Files.write(file, bytes);
    } catch (AccessDeniedException e) {
      throw UserException.failure(
          "no permission to write", name, "change its permissions, or name another file", e);
    } catch (IOException e) {
      throw Unwritable.named(name, e);
    }
  }
}
