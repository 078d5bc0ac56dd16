package charwise.engine.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;

/** Checks that reading bytes allocates no more than their number explains. */
public final class BoundedAllocation {
  private static final long FIXED = 4 << 20;
  private static final long PER_BYTE = 400;
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private BoundedAllocation() {}

  /** Something that reads bytes. */
  @FunctionalInterface
  public interface Reader {
    /** Whether the bytes are valid. */
    boolean reads(byte[] input) throws IOException;
  }

  /** What the reader says, after a look at what it has allocated. */
  public static boolean reads(Reader reader, byte[] input) throws IOException {
    long before = THREADS.getCurrentThreadAllocatedBytes();
    boolean valid = reader.reads(input);
    assertThat(THREADS.getCurrentThreadAllocatedBytes() - before)
        .isLessThan(FIXED + PER_BYTE * input.length);
    return valid;
  }
}
