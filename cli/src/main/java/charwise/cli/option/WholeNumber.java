package charwise.cli.option;

import charwise.corpora.MarkovEstimate;
import charwise.engine.data.Vocabulary;
import charwise.engine.network.block.BlockSize;
import charwise.engine.sampling.BeamSearch;
import charwise.engine.task.language.LanguageModelConfig;
import charwise.engine.training.OptimizationPlan;
import java.security.SecureRandom;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A whole number within bounds, written in decimal digits. */
public abstract sealed class WholeNumber implements ITypeConverter<Long> {
  private static final Pattern DIGITS = Pattern.compile("[+-]?[0-9]+");

  private final long least;
  private final long greatest;

  WholeNumber(long least, long greatest) {
    this.least = least;
    this.greatest = greatest;
  }

  /** What an option holds, as the engine takes it; null where it was left out. */
  public static @Nullable Integer integer(@Nullable Long value) {
    return value == null ? null : Math.toIntExact(value);
  }

  @Override
  public Long convert(String text) {
    if (DIGITS.matcher(text).matches()) {
      try {
        long value = Long.parseLong(text);
        if (value >= least && value <= greatest) {
          return value;
        }
      } catch (NumberFormatException tooLong) {
        throw new TypeConversionException(expectation());
      }
    }
    throw new TypeConversionException(expectation());
  }

  private String expectation() {
    return least == Long.MIN_VALUE
        ? "not a whole number"
        : greatest == Long.MAX_VALUE
            ? "not a whole number of at least " + least
            : "not a whole number from " + least + " to " + greatest;
  }

  /** A seed: any 64-bit number, or the word for one that is drawn. */
  public static final class Seed extends WholeNumber {
    static final String DRAWN = "random";

    public Seed() {
      super(Long.MIN_VALUE, Long.MAX_VALUE);
    }

    @Override
    public Long convert(String text) {
      return text.equals(DRAWN) ? new SecureRandom().nextLong(Long.MAX_VALUE) : super.convert(text);
    }
  }

  /** 1 and above. */
  public static final class Positive extends WholeNumber {
    public Positive() {
      super(1, Long.MAX_VALUE);
    }
  }

  /** A number of training steps. */
  public static final class Steps extends WholeNumber {
    public Steps() {
      super(1, OptimizationPlan.MAXIMUM_STEPS);
    }
  }

  /** 0 and above. */
  public static final class NotNegative extends WholeNumber {
    public NotNegative() {
      super(0, Long.MAX_VALUE);
    }
  }

  /** A size that memory could hold: 1 to 65,536. */
  public static final class Size extends WholeNumber {
    public Size() {
      super(1, 65_536);
    }
  }

  /** How many of something that is made one after the other: 1 to 1,000,000,000. */
  public static final class Amount extends WholeNumber {
    public Amount() {
      super(1, 1_000_000_000);
    }
  }

  /** A small count, such as of threads: 1 to 1,024. */
  public static final class Count extends WholeNumber {
    public Count() {
      super(1, 1_024);
    }
  }

  /** Into how many parts a text is cut. */
  public static final class Parts extends WholeNumber {
    public Parts() {
      super(2, 100);
    }
  }

  /** How many beginnings a beam search keeps. */
  public static final class BeamWidth extends WholeNumber {
    public BeamWidth() {
      super(1, BeamSearch.MAXIMUM_WIDTH);
    }
  }

  /** How many characters a Markov chain looks back. */
  public static final class Order extends WholeNumber {
    public Order() {
      super(1, MarkovEstimate.HIGHEST_ORDER);
    }
  }

  /** The size of a layer. */
  public static final class HiddenSize extends WholeNumber {
    public HiddenSize() {
      super(1, LanguageModelConfig.MAXIMUM_HIDDEN_SIZE);
    }
  }

  /** The units that each unit sees, and lengths of texts. */
  public static final class Context extends WholeNumber {
    public Context() {
      super(1, BlockSize.CONTEXT.most());
    }
  }

  /** Numbers of state for each channel of a state space. */
  public static final class StateSize extends WholeNumber {
    public StateSize() {
      super(1, BlockSize.STATE.most());
    }
  }

  /** A number of layers. */
  public static final class Layers extends WholeNumber {
    public Layers() {
      super(1, LanguageModelConfig.MAXIMUM_LAYERS);
    }
  }

  /** A number of distinct units, of which a text needs two. */
  public static final class VocabularySize extends WholeNumber {
    public VocabularySize() {
      super(2, Vocabulary.MAXIMUM_SIZE);
    }
  }
}
