package charwise.cli.train;

import charwise.cli.console.Console;
import charwise.cli.console.UserException;
import charwise.cli.input.TextSource;
import charwise.engine.training.RunFiles;
import charwise.engine.training.RunLock;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where a run keeps its model and, beside it, its checkpoint.
 *
 * @param name the model's file as messages show it
 * @param model the model's file
 */
record OutputName(String name, Path model) {
  private static final String ENDING = ".safetensors";

  /** The file that {@code --output} names. */
  static OutputName named(Path output, Console console) {
    if (output.toString().equals("-")) {
      throw UserException.usage("a model can't go to standard output", "--output -", "name a file");
    }
    Path model = console.resolve(output);
    if (Files.isDirectory(model)) {
      throw UserException.usage(
          "--output names a folder", output.toString(), "name a file in it, ending in " + ENDING);
    }
    if (Files.exists(model) && !Files.isRegularFile(model)) {
      throw UserException.usage(
          "--output names what is no file", output.toString(), "name a file for the model");
    }
    Path parent = model.toAbsolutePath().getParent();
    if (parent == null || !Files.isDirectory(parent)) {
      throw UserException.failure(
          "no such folder for the model", output.toString(), "create the folder first");
    }
    return checked(new OutputName(output.toString(), model));
  }

  /**
   * The default file: {@code base}, or with the lowest number that is not taken by a model, an
   * interrupted run or a run in progress. With {@code interrupted}, the last file before that whose
   * run was interrupted, if there is one.
   */
  static OutputName numbered(String base, boolean interrupted, Console console) {
    @Nullable OutputName last = null;
    for (int number = 1; ; number++) {
      String name = number == 1 ? base + ENDING : base + "-" + number + ENDING;
      var candidate = new OutputName(name, console.resolve(name));
      boolean hasCheckpoint = Files.exists(candidate.checkpoint());
      if (interrupted && hasCheckpoint) {
        last = candidate;
      }
      if (!hasCheckpoint
          && !Files.exists(candidate.model())
          && !RunLock.isHeld(RunFiles.of(candidate.model(), 0))) {
        return checked(last != null ? last : candidate);
      }
    }
  }

  /** A name for what is made from a file: its own, without folder and ending. */
  static String base(String argument) {
    if (argument.equals("-")) {
      return "stdin";
    }
    String last = argument.substring(argument.lastIndexOf('/') + 1);
    int colon = last.indexOf(':');
    String name = TextSource.unpackedName(colon > 0 ? last.substring(0, colon) : last);
    int dot = name.lastIndexOf('.');
    return dot > 0 ? name.substring(0, dot) : name;
  }

  private static OutputName checked(OutputName output) {
    Path folder = output.model().toAbsolutePath().getParent();
    if (folder != null && !Files.isWritable(folder)) {
      throw UserException.failure(
          "no permission to write the model", output.name(), "choose another place with --output");
    }
    return output;
  }

  /** The checkpoint, beside the model. */
  Path checkpoint() {
    return model.resolveSibling(model.getFileName() + ".checkpoint");
  }

  /** The checkpoint as messages show it. */
  String checkpointName() {
    return name + ".checkpoint";
  }
}
