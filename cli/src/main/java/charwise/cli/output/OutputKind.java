package charwise.cli.output;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** The kinds of files that commands write, and how files of charwise's own are told from others. */
public enum OutputKind {
  /** A model, or the checkpoint of a run. */
  MODEL("model", Pattern.compile("(?s).{8}\\{\"__metadata__\":\\{\"format\":\"charwise.*")),

  /** A table as CSV or TSV, known by its first columns. */
  TABLE(
      "table",
      Pattern.compile(
          "(?s)(step,epoch,seconds,chars,|cell,lag,gradient_norm|[a-z_,]+,parameters,seed,"
              + "|clip_norm,step,nats_per_char|position,character,layer,|network,length,"
              + "|input\ttarget\tprediction|line\tposition\tunit\tsource_position).*")),

  /** A picture, with the name of the program that drew it. */
  PICTURE(
      "picture",
      Pattern.compile(
          "(?s)\u0089PNG\r\n\u001a\n.{25}.{4}tEXtSoftware\0charwise.*|.{0,3000}<!--charwise-->.*"));

  private static final int PROBED_BYTES = 4096;

  private final String noun;
  private final Pattern beginning;

  OutputKind(String noun, Pattern beginning) {
    this.noun = noun;
    this.beginning = beginning;
  }

  /** What messages call it. */
  public String noun() {
    return noun;
  }

  /** Whether charwise wrote such a file; an empty one counts, because nothing is lost with it. */
  public boolean wrote(Path file) throws IOException {
    byte[] bytes;
    try (InputStream in = Files.newInputStream(file)) {
      bytes = in.readNBytes(PROBED_BYTES);
    }
    return bytes.length == 0
        || beginning.matcher(new String(bytes, StandardCharsets.ISO_8859_1)).matches();
  }
}
