package charwise.cli.process;

import charwise.cli.console.ClosedPipeException;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/**
 * The standard output of the process, unbuffered. Java reports the reason of a failed write in the
 * words of the C library only. So after a failure {@code poll} is asked whether the other end of a
 * pipe is still open.
 */
public final class StandardOutput extends OutputStream {
  private static final int STANDARD_OUTPUT = 1;
  private static final short POLLOUT = 0x04;
  private static final short POLLERR = 0x08;
  private static final short POLLHUP = 0x10;

  private final OutputStream out = new FileOutputStream(FileDescriptor.out);

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    try {
      out.write(bytes, offset, length);
    } catch (IOException e) {
      throw isHungUp() ? new ClosedPipeException(e) : e;
    }
  }

  /** Whether the other end is closed; false if that is unknown. */
  @SuppressWarnings({"restricted", "IllegalCatch"}) // a native call, and what its handle may throw
  private static boolean isHungUp() {
    try (Arena arena = Arena.ofConfined()) {
      Linker linker = Linker.nativeLinker();
      MethodHandle poll =
          linker.downcallHandle(
              linker.defaultLookup().findOrThrow("poll"),
              FunctionDescriptor.of(
                  ValueLayout.JAVA_INT,
                  ValueLayout.ADDRESS,
                  ValueLayout.JAVA_LONG,
                  ValueLayout.JAVA_INT));
      // struct pollfd { int fd; short events; short revents; }
      MemorySegment descriptor = arena.allocate(8, 4);
      descriptor.set(ValueLayout.JAVA_INT, 0, STANDARD_OUTPUT);
      descriptor.set(ValueLayout.JAVA_SHORT, 4, POLLOUT);
      int found = (int) poll.invokeExact(descriptor, 1L, 0);
      short events = descriptor.get(ValueLayout.JAVA_SHORT, 6);
      return found > 0 && (events & (POLLERR | POLLHUP)) != 0;
    } catch (Throwable unknown) {
      return false;
    }
  }
}
