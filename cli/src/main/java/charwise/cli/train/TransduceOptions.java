package charwise.cli.train;

import charwise.cli.option.WholeNumber;
import charwise.engine.layer.attention.AttentionType;
import charwise.engine.task.transducer.DecoderType;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What only a transducer knows; null where left open. */
final class TransduceOptions {
  @Option(
      names = "--decoder",
      paramLabel = "DECODER",
      description =
          "transduce: what writes the answer: ${COMPLETION-CANDIDATES}. attention is a network of"
              + " its own, which writes character by character; ctc has each position of the input"
              + " write a character or none, for answers in the order of their inputs. Default:"
              + " attention.")
  @Nullable DecoderType decoder;

  @Option(
      names = "--attention",
      paramLabel = "KIND",
      description =
          "transduce: how the decoder looks back at the input: ${COMPLETION-CANDIDATES}. none has"
              + " it remember all in one state. Default: bahdanau.")
  @Nullable AttentionType attention;

  @Option(
      names = "--repeat-input",
      paramLabel = "K",
      converter = WholeNumber.Count.class,
      description =
          "transduce by ctc: read each character K times, up to 16, since an answer has no more"
              + " characters than were read. Default: as often as nearly all answers need.")
  @Nullable Long repeatInput;

  @Option(names = "--reverse-source", description = "transduce: read each input from its end.")
  boolean reverseSource;

  DecoderType decoderOrDefault() {
    return Objects.requireNonNullElse(decoder, DecoderType.ATTENTION);
  }
}
