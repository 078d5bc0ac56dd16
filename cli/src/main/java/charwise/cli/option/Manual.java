package charwise.cli.option;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What the manual says of a command besides its options and arguments. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Manual {
  /** Files that it knows by itself, each as {@code name:what it is}. */
  String[] files() default {};

  /** Environment variables that it alone reads, each as {@code name:what it does}. */
  String[] environment() default {};
}
