package charwise.engine.sampling;

import static charwise.engine.kernel.Kernels.SOFTMAX;

import charwise.engine.kernel.Panels;
import charwise.engine.kernel.Strip;
import charwise.engine.loss.LogSoftmax;
import charwise.engine.ngram.NgramReader;
import charwise.engine.task.language.NgramMix;
import java.util.Arrays;

/** Mixes what n-grams say of the next unit into a network's logits, for some streams of text. */
final class MixedLogits {
  private final NgramReader[] readers;
  private final float weight;
  private final double[] foretold;

  /** The probabilities of a stream's units, in whole strips. */
  private final float[] row;

  MixedLogits(NgramMix mix, int streams) {
    readers = new NgramReader[streams];
    Arrays.setAll(readers, stream -> new NgramReader(mix.ngrams()));
    weight = (float) mix.weight();
    foretold = new double[mix.ngrams().vocabularySize()];
    row = new float[Strip.padded(foretold.length)];
  }

  void reset(int stream) {
    readers[stream].reset();
  }

  void read(int stream, int unit) {
    readers[stream].read(unit);
  }

  void copy(MixedLogits from, int fromStream, int toStream) {
    readers[toStream].copy(from.readers[fromStream]);
  }

  /** Replaces a stream's logits by the logarithms of the probabilities of both. */
  void mix(int stream, float[] logits, int offset) {
    int size = foretold.length;
    System.arraycopy(logits, offset, row, 0, size);
    LogSoftmax.makeFinite(row);
    float sum = SOFTMAX.exponentials(row, 0, Panels.WIDTH, size);
    SOFTMAX.scale(row, 0, Panels.WIDTH, size, (1 - weight) / sum);
    readers[stream].probabilities(foretold);
    for (int unit = 0; unit < size; unit++) {
      row[unit] += weight * (float) foretold[unit];
    }
    SOFTMAX.logarithms(row, 0, Panels.WIDTH, size);
    System.arraycopy(row, 0, logits, offset, size);
  }
}
