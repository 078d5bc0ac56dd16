package charwise.cli.input;

import charwise.engine.data.Items;
import charwise.engine.data.Units;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * How to read corpora into a training text; null where the user left it out.
 *
 * @param units what the model reads one at a time
 * @param items whether lines are items
 * @param column what to read in place of the whole text
 * @param validation the fraction at the end that is kept for validation
 * @param validationFile the text to validate on instead
 */
public record ReadingChoices(
    @Nullable Units units,
    @Nullable Items items,
    @Nullable ColumnChoice column,
    @Nullable Double validation,
    @Nullable Path validationFile) {
  private static final double USUAL_VALIDATION = 0.1;

  /** The units asked for, or code points. */
  public Units unitsOrDefault() {
    return units != null ? units : Units.CODEPOINT;
  }

  /** The items asked for, or lines if a column is read, else none. */
  public Items itemsOrDefault() {
    return items != null ? items : column != null ? Items.LINE : Items.NONE;
  }

  /** The fraction asked for, or a tenth. */
  public double validationOrDefault() {
    return validation != null ? validation : USUAL_VALIDATION;
  }

  /** The same with units and items of a model to start from. */
  public ReadingChoices with(Units units, Items items) {
    return new ReadingChoices(units, items, column, validation, validationFile);
  }
}
