package charwise.cli.compare;

import charwise.cli.compare.ContenderOptions.Switch;
import charwise.engine.comparison.Variant;
import charwise.engine.layer.attention.AttentionType;
import charwise.engine.layer.recurrent.CellType;
import charwise.engine.network.Directions;
import charwise.engine.registry.TaskType;
import charwise.engine.task.language.NetworkKind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The variants that options ask for: each cell or network with each of all else. */
final class VariantChoices {
  private static final List<CellType> USUAL_CELLS =
      List.of(CellType.RNN, CellType.LSTM, CellType.GRU);

  private VariantChoices() {}

  /** Each variant once, in the order of the options. */
  static List<Variant> of(ContenderOptions options) {
    boolean text = options.task == TaskType.GENERATE;
    boolean answers = options.task == TaskType.TRANSDUCE;
    List<Directions> directions =
        or(options.directions, text ? Directions.FORWARD : Directions.BOTH);
    List<AttentionType> attentions =
        or(options.attention, answers ? AttentionType.BAHDANAU : AttentionType.NONE);
    List<Switch> reverses = or(options.reverseSource, Switch.OFF);
    List<Switch> residuals = or(options.residual, Switch.ON);
    boolean cellsAlone =
        directions.size() * attentions.size() * reverses.size() * residuals.size() == 1;
    CellType usual = answers ? CellType.GRU_RESET_AFTER : CellType.LSTM;
    List<CellType> cells =
        options.cells != null ? options.cells : cellsAlone ? USUAL_CELLS : List.of(usual);
    List<NetworkKind> kinds =
        options.networks != null ? options.networks : cells.stream().map(NetworkKind::of).toList();
    List<Variant> variants = new ArrayList<>();
    for (long layers : or(options.layers, 1L)) {
      for (NetworkKind kind : kinds) {
        for (Directions direction : directions) {
          for (AttentionType attention : attentions) {
            for (Switch reverse : reverses) {
              for (Switch residual : residuals) {
                variants.add(
                    new Variant(
                        kind,
                        direction,
                        attention,
                        Math.toIntExact(layers),
                        residual == Switch.ON,
                        reverse == Switch.ON));
              }
            }
          }
        }
      }
    }
    return variants.stream().distinct().toList();
  }

  private static <T> List<T> or(@Nullable List<T> asked, T otherwise) {
    return asked == null ? List.of(otherwise) : asked.stream().distinct().toList();
  }
}
