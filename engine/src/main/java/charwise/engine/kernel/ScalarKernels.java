package charwise.engine.kernel;

/**
 * What a process says before it computes anything: that it has so little to do that the scalar
 * twins are done before the vector twins would be compiled. Kernels are constants of their process,
 * so this is for who owns it; a program that shares its process says nothing.
 */
public final class ScalarKernels {
  private static volatile boolean preferred;

  private ScalarKernels() {}

  /** Lets the scalar twins run in this process, unless kernels are in use already or forced. */
  public static void prefer() {
    preferred = true;
  }

  static boolean arePreferred() {
    return preferred;
  }
}
