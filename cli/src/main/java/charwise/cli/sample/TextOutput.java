package charwise.cli.sample;

import charwise.engine.sampling.GeneratedText;
import charwise.engine.text.Corpus;
import java.io.IOException;

/** Prints whole texts. */
@FunctionalInterface
interface TextOutput {
  /** Prints what a model has written after a prompt. */
  void print(Corpus prompt, GeneratedText text) throws IOException;
}
