package charwise.cli.option;

/** What {@code charwise bench} measures. */
public enum Benchmark {
  TRAIN,
  SAMPLE,
  GEMM
}
