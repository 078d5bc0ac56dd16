package charwise.cli.process;

import charwise.cli.console.SignalSource;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;

/**
 * The signals of this process. The class of the JDK for them, in module {@code jdk.unsupported}, is
 * used by reflection, because the compiler's warning about it cannot be switched off. Without it,
 * signals keep their default effect.
 */
final class ProcessSignals implements SignalSource {
  @Override
  public Registration listen(String signal, Runnable action) {
    try {
      Class<?> signalClass = Class.forName("sun.misc.Signal");
      Class<?> handlerClass = Class.forName("sun.misc.SignalHandler");
      Method handle = signalClass.getMethod("handle", signalClass, handlerClass);
      Object named = signalClass.getConstructor(String.class).newInstance(signal);
      Object handler =
          Proxy.newProxyInstance(
              ProcessSignals.class.getClassLoader(), new Class<?>[] {handlerClass}, runs(action));
      Object previous = handle.invoke(null, named, handler);
      return () -> restore(handle, named, previous);
    } catch (ReflectiveOperationException unavailable) {
      return () -> {};
    }
  }

  private static InvocationHandler runs(Runnable action) {
    return (proxy, method, arguments) ->
        switch (method.getName()) {
          case "handle" -> {
            action.run();
            yield null;
          }
          case "equals" -> isSame(proxy, arguments[0]);
          case "hashCode" -> System.identityHashCode(proxy);
          default -> "signal handler of charwise";
        };
  }

  @SuppressWarnings("ReferenceEquality") // a handler equals itself alone
  private static boolean isSame(Object one, Object other) {
    return one == other;
  }

  private static void restore(Method handle, Object signal, Object previous) {
    try {
      handle.invoke(null, signal, previous);
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new IllegalStateException("signal handler not restored", e);
    }
  }
}
