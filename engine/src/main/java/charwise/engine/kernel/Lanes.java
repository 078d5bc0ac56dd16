package charwise.engine.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * The vector shapes in use. {@code static final}, because C2 compiles vector code to registers only
 * when the species is a constant.
 */
final class Lanes {
  /** The shape of every loop: 4, 8 or 16 floats, always a divisor of {@link Strip#WIDTH}. */
  static final VectorSpecies<Float> FLOAT = chosen();

  static final int COUNT = FLOAT.length();

  /** Integers in the same shape. */
  static final VectorSpecies<Integer> INT = VectorSpecies.of(int.class, FLOAT.vectorShape());

  private Lanes() {}

  private static VectorSpecies<Float> chosen() {
    return switch (KernelChoice.REQUESTED) {
      case "512" -> FloatVector.SPECIES_512;
      case "256" -> FloatVector.SPECIES_256;
      case "128" -> FloatVector.SPECIES_128;
      default -> {
        int bits = Math.clamp(FloatVector.SPECIES_PREFERRED.vectorBitSize(), 128, 512);
        yield VectorSpecies.of(float.class, VectorShape.forBitSize(Integer.highestOneBit(bits)));
      }
    };
  }
}
