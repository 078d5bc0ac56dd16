package charwise.cli.input;

import charwise.cli.console.Nearest;
import charwise.cli.console.NumberText;
import charwise.cli.console.UserException;
import charwise.engine.task.language.Conditions;
import charwise.engine.task.language.LanguageModelConfig;
import charwise.engine.task.language.SavedModel;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The condition that a text is to be written or read under, by its name. */
public final class ConditionArgument {
  /** The most names that a message lists. */
  private static final int LISTED = 20;

  private ConditionArgument() {}

  /**
   * Its id in a model, or {@link LanguageModelConfig#NO_CONDITION} of a model that knows none.
   *
   * @param name what the user gave; null if nothing
   * @param model the model's file, for messages
   * @throws UserException if the model needs a condition and none is given, or has no such
   *     condition
   */
  public static int of(SavedModel saved, @Nullable String name, String model) {
    Conditions conditions = saved.conditions();
    if (name == null) {
      if (conditions.isEmpty()) {
        return LanguageModelConfig.NO_CONDITION;
      }
      throw UserException.usage(
          "the model needs a condition", model, "name one with --condition: " + listed(conditions));
    }
    if (conditions.isEmpty()) {
      throw UserException.usage(
          "the model knows no conditions", "--condition " + name, "leave it out");
    }
    int id = conditions.id(name);
    if (id < 0) {
      throw UserException.usage(
          "no such condition",
          name,
          Nearest.question(name, conditions.names()) + "there are " + listed(conditions));
    }
    return id;
  }

  /** The names of conditions, or the first of them. */
  public static String listed(Conditions conditions) {
    List<String> names = conditions.names();
    String first = String.join(", ", names.subList(0, Math.min(LISTED, names.size())));
    return names.size() <= LISTED
        ? first
        : first + " and " + NumberText.grouped(names.size() - LISTED) + " more";
  }
}
