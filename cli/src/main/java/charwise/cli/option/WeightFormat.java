package charwise.cli.option;

/** How exactly a model's weights are read. */
public enum WeightFormat {
  /** As they are, of 32 bits. */
  F32,
  /** Rounded to the upper 16 of these bits. */
  BF16
}
