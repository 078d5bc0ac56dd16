package charwise.cli.option;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What the manual page of a command says besides options and arguments. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Manual {
  /** Files that the command reads or writes by itself, each as {@code name:description}. */
  String[] files() default {};

  /** Environment variables that only this command reads, each as {@code name:description}. */
  String[] environment() default {};
}
