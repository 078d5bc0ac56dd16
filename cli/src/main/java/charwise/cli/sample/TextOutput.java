package charwise.cli.sample;

import charwise.engine.data.Corpus;
import charwise.engine.sampling.GeneratedText;
import java.io.IOException;

/** Prints whole texts. */
@FunctionalInterface
interface TextOutput {
  /** Prints what a model has written after a prompt. */
  void print(Corpus prompt, GeneratedText text) throws IOException;
}
