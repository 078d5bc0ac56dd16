package charwise.cli.option;

import charwise.cli.console.ColorMode;
import charwise.engine.data.Items;
import charwise.engine.data.Units;
import charwise.engine.layer.recurrent.CellType;
import charwise.engine.optimizer.OptimizerType;
import charwise.engine.optimizer.ScheduleType;
import charwise.engine.training.OnDivergence;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** One of a few named values; iterates over the names, for help and completion. */
public abstract sealed class Choice<T> implements ITypeConverter<T>, Iterable<String> {
  private final Map<String, T> values = new LinkedHashMap<>();

  Choice(T[] values, Function<T, String> label) {
    for (T value : values) {
      this.values.put(label.apply(value), value);
    }
  }

  @Override
  public T convert(String text) {
    T value = values.get(text);
    if (value == null) {
      throw new TypeConversionException("not one of " + String.join(", ", values.keySet()));
    }
    return value;
  }

  @Override
  public Iterator<String> iterator() {
    return values.keySet().iterator();
  }

  /** {@code rnn}, {@code lstm} and the other cells. */
  public static final class OfCell extends Choice<CellType> {
    public OfCell() {
      super(CellType.values(), CellType::label);
    }
  }

  /** {@code codepoint} or {@code byte}. */
  public static final class OfUnits extends Choice<Units> {
    public OfUnits() {
      super(Units.values(), Units::label);
    }
  }

  /** {@code stop} or {@code rewind}. */
  public static final class OfOnDivergence extends Choice<OnDivergence> {
    public OfOnDivergence() {
      super(OnDivergence.values(), OnDivergence::label);
    }
  }

  /** {@code none} or {@code line}. */
  public static final class OfItems extends Choice<Items> {
    public OfItems() {
      super(Items.values(), Items::label);
    }
  }

  /** {@code adam}, {@code rmsprop} or {@code sgd}. */
  public static final class OfOptimizer extends Choice<OptimizerType> {
    public OfOptimizer() {
      super(OptimizerType.values(), OptimizerType::label);
    }
  }

  /** {@code cosine}, {@code constant} or {@code step}. */
  public static final class OfSchedule extends Choice<ScheduleType> {
    public OfSchedule() {
      super(ScheduleType.values(), ScheduleType::label);
    }
  }

  /** {@code fail} or {@code skip}. */
  public static final class OfUnknown extends Choice<UnknownUnits> {
    public OfUnknown() {
      super(UnknownUnits.values(), Choice::lowerCase);
    }
  }

  /** {@code line}, {@code file} or {@code never}. */
  public static final class OfResetPoint extends Choice<ResetPoint> {
    public OfResetPoint() {
      super(ResetPoint.values(), Choice::lowerCase);
    }
  }

  /** {@code file}, {@code line} or {@code char}. */
  public static final class OfGrain extends Choice<Grain> {
    public OfGrain() {
      super(Grain.values(), Choice::lowerCase);
    }
  }

  /** {@code parameters}, {@code hidden} or {@code time}. */
  public static final class OfMatch extends Choice<Match> {
    public OfMatch() {
      super(Match.values(), Choice::lowerCase);
    }
  }

  /** {@code f32} or {@code bf16}. */
  public static final class OfWeightFormat extends Choice<WeightFormat> {
    public OfWeightFormat() {
      super(WeightFormat.values(), Choice::lowerCase);
    }
  }

  /** {@code auto}, {@code always} or {@code never}. */
  public static final class OfColor extends Choice<ColorMode> {
    public OfColor() {
      super(ColorMode.values(), Choice::lowerCase);
    }
  }

  /** {@code train}, {@code sample} or {@code gemm}. */
  public static final class OfBenchmark extends Choice<Benchmark> {
    public OfBenchmark() {
      super(Benchmark.values(), Choice::lowerCase);
    }
  }

  /** {@code list}, {@code show} or {@code make}. */
  public static final class OfCorporaAction extends Choice<CorporaAction> {
    public OfCorporaAction() {
      super(CorporaAction.values(), Choice::lowerCase);
    }
  }

  private static String lowerCase(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
