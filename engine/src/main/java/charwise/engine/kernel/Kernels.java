package charwise.engine.kernel;

/** The kernels in use. Constants, so that the compiler sees through the interfaces. */
public final class Kernels {
  public static final PanelKernels PANELS =
      KernelChoice.SCALAR ? new ScalarPanels() : new VectorPanels();
  public static final StripKernels STRIPS =
      KernelChoice.SCALAR ? new ScalarStrips() : new VectorStrips();
  public static final RowKernels ROWS = KernelChoice.SCALAR ? new ScalarRows() : new VectorRows();
  public static final SoftmaxKernels SOFTMAX =
      KernelChoice.SCALAR ? new ScalarSoftmax() : new VectorSoftmax();
  public static final AttentionKernels ATTENTION =
      KernelChoice.SCALAR ? new ScalarAttention() : new VectorAttention();
  public static final NormKernels NORMS =
      KernelChoice.SCALAR ? new ScalarNorms() : new VectorNorms();
  public static final ActivationKernels ACTIVATIONS =
      KernelChoice.SCALAR ? new ScalarActivations() : new VectorActivations();
  public static final ScanKernels SCAN = KernelChoice.SCALAR ? new ScalarScan() : new VectorScan();
  public static final NoiseKernels NOISE =
      KernelChoice.SCALAR ? new ScalarNoise() : new VectorNoise();
  public static final UpdateKernels UPDATES =
      KernelChoice.SCALAR ? new ScalarUpdates() : new VectorUpdates();

  private Kernels() {}
}
