package charwise.engine.kernel;

import java.util.List;

/**
 * Which twin of the kernels runs, settled once at class initialization. The system property {@code
 * charwise.vector} forces {@code 512}, {@code 256}, {@code 128} (vector bits) or {@code scalar};
 * {@code auto} takes the widest that the processor has, at most 512, and so does saying nothing,
 * unless {@link ScalarKernels} are preferred. Results do not depend on it, only speed does.
 */
public final class KernelChoice {
  /** The system property that forces a choice. */
  public static final String PROPERTY = "charwise.vector";

  private static final List<String> KNOWN = List.of("auto", "512", "256", "128", "scalar");

  static final String REQUESTED = requested();

  /** Whether the scalar twins run. */
  public static final boolean SCALAR =
      REQUESTED.equals("scalar")
          || (System.getProperty(PROPERTY) == null && ScalarKernels.arePreferred())
          || ModuleLayer.boot().findModule("jdk.incubator.vector").isEmpty();

  private KernelChoice() {}

  /** For example {@code "512-bit vectors"} or {@code "scalar"}. */
  public static String description() {
    return SCALAR ? "scalar" : Lanes.FLOAT.vectorBitSize() + "-bit vectors";
  }

  private static String requested() {
    String value = System.getProperty(PROPERTY, "auto");
    if (!KNOWN.contains(value)) {
      throw new IllegalArgumentException(PROPERTY + " must be one of " + KNOWN + ", not " + value);
    }
    return value;
  }
}
