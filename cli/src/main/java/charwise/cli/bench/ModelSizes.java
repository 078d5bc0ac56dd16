package charwise.cli.bench;

import charwise.cli.option.WholeNumber;
import charwise.engine.layer.recurrent.CellType;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The model that is measured. */
final class ModelSizes {
  @Option(
      names = "--cell",
      paramLabel = "CELL",
      description = "The recurrent cell: ${COMPLETION-CANDIDATES}. Default: lstm.")
  private @Nullable CellType cell;

  @Option(
      names = "--hidden",
      paramLabel = "N",
      converter = WholeNumber.HiddenSize.class,
      description = "Units in each layer. Default: 256.")
  private @Nullable Long hiddenSize;

  @Option(
      names = "--layers",
      paramLabel = "N",
      converter = WholeNumber.Layers.class,
      description = "Recurrent layers. Default: 2.")
  private @Nullable Long layers;

  @Option(
      names = "--vocabulary",
      paramLabel = "N",
      converter = WholeNumber.VocabularySize.class,
      description = "Distinct characters. Default: 65.")
  private @Nullable Long vocabularySize;

  CellType cell() {
    return cell != null ? cell : CellType.LSTM;
  }

  int hiddenSize() {
    return hiddenSize != null ? hiddenSize.intValue() : 256;
  }

  int layers() {
    return layers != null ? layers.intValue() : 2;
  }

  int vocabularySize() {
    return vocabularySize != null ? vocabularySize.intValue() : 65;
  }

  /** An option that was given, or null. */
  @Nullable String given() {
    if (cell != null) {
      return "--cell";
    }
    if (hiddenSize != null) {
      return "--hidden";
    }
    if (layers != null) {
      return "--layers";
    }
    if (vocabularySize != null) {
      return "--vocabulary";
    }
    return null;
  }
}
