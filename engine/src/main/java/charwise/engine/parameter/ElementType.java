package charwise.engine.parameter;

/** What a tensor of a model file is made of; the constants have safetensors' names. */
public enum ElementType {
  /** 32-bit floats: weights. */
  F32(4),

  /** Unsigned 16-bit integers: counts, and what else is no weight. */
  U16(2);

  private final int bytes;

  ElementType(int bytes) {
    this.bytes = bytes;
  }

  /** The bytes of an element. */
  public int bytes() {
    return bytes;
  }
}
