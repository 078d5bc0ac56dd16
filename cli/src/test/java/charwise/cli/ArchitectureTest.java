package charwise.cli;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.Map.entry;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** The walls between the modules and within the command line. There are no exceptions. */
final class ArchitectureTest {
  private static final String ROOT = "charwise.cli.";
  private static final String JDK = "java..";
  private static final String NULLNESS = "org.jspecify.annotations";

  /**
   * What a package may use of the command line, besides whatever the packages named here may use.
   * The top package may use all.
   */
  private static final Map<String, Set<String>> MAY_USE =
      Map.ofEntries(
          entry("console", Set.of()),
          entry("process", Set.of("console")),
          entry("failure", Set.of("console")),
          entry("option", Set.of("output", "input")),
          entry("input", Set.of("console")),
          entry("output", Set.of("console")),
          entry("plot", Set.of("console")),
          entry("help", Set.of("option")),
          entry("completion", Set.of("option")),
          entry("doctor", Set.of("option")),
          entry("bench", Set.of("option", "curves")),
          entry("corpora", Set.of("option", "input")),
          entry("sample", Set.of("option", "input", "pattern")),
          entry("cluster", Set.of("input")),
          entry("score", Set.of("option", "input", "cluster")),
          entry("pairs", Set.of("option")),
          entry("pattern", Set.of("console")),
          entry("predict", Set.of("option", "input", "pattern", "plot", "cluster")),
          entry("evaluate", Set.of("option", "pairs", "plot")),
          entry("train", Set.of("option", "pairs", "output", "doctor", "curves")),
          entry("curves", Set.of("option", "output", "plot")),
          entry("models", Set.of("option", "input")),
          entry("inspect", Set.of("option", "input", "output", "plot")),
          entry("gradients", Set.of("input", "curves")),
          entry("compare", Set.of("option", "pairs", "output", "plot", "doctor", "cluster")),
          entry("repl.session", Set.of("option", "input", "plot")),
          entry("repl.command", Set.of("repl.session")),
          entry("repl.terminal", Set.of("repl.command", "failure")),
          entry("repl", Set.of("repl.terminal")));

  static final Set<String> PACKAGES = MAY_USE.keySet();

  /**
   * The packages that use what is not of the command line; the top package is {@code ""}. Constants
   * do not count: compilers copy them.
   */
  private static final Map<String, Set<String>> USERS =
      Map.of(
          "charwise.engine..",
          Set.of(
              "",
              "cluster",
              "failure",
              "option",
              "input",
              "doctor",
              "bench",
              "corpora",
              "sample",
              "score",
              "train",
              "inspect",
              "gradients",
              "compare",
              "repl.session",
              "repl.command",
              "repl.terminal",
              "pairs",
              "predict",
              "evaluate",
              "pattern",
              "models",
              "curves"),
          "charwise.corpora..",
          Set.of("input", "corpora", "compare", "option"),
          "picocli..",
          Set.of(
              "",
              "cluster",
              "failure",
              "option",
              "help",
              "completion",
              "doctor",
              "bench",
              "corpora",
              "sample",
              "score",
              "train",
              "inspect",
              "gradients",
              "compare",
              "repl.session",
              "repl",
              "pairs",
              "predict",
              "evaluate",
              "models",
              "curves"),
          "org.apache.commons.csv",
          Set.of("input", "output", "train", "compare", "curves"),
          "dk.brics.automaton",
          Set.of("pattern"),
          "org.jline..",
          Set.of("repl.terminal"),
          "org.jfree..",
          Set.of("plot"),
          "org.apache.batik..",
          Set.of("plot"),
          "java.awt..", // takes long to load
          Set.of("plot"),
          "javax..",
          Set.of("plot"));

  static final Set<String> LIBRARIES = USERS.keySet();

  private static final JavaClasses PROGRAM =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("charwise");

  @Test
  void theEngineKnowsNothingButTheJdk() {
    classes()
        .that()
        .resideInAPackage("charwise.engine..")
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage("charwise.engine..", JDK, "jdk.incubator.vector", NULLNESS))
        .check(PROGRAM);
  }

  @Test
  void theCorporaKnowNothingButTheJdk() {
    classes()
        .that()
        .resideInAPackage("charwise.corpora..")
        .should()
        .onlyDependOnClassesThat(resideInAnyPackage("charwise.corpora..", JDK, NULLNESS))
        .check(PROGRAM);
  }

  @ParameterizedTest
  @FieldSource("PACKAGES")
  void aPackageUsesOnlyWhatStandsBelowIt(String name) {
    var allowed = new LinkedHashSet<String>();
    collect(name, allowed);

    classes()
        .that()
        .resideInAPackage(ROOT + name)
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage(allowed.toArray(String[]::new))
                .or(not(resideInAnyPackage("charwise.cli", "charwise.cli.."))))
        .check(PROGRAM);
  }

  private static void collect(String name, Set<String> allowed) {
    if (allowed.add(ROOT + name)) {
      for (String below : MAY_USE.getOrDefault(name, Set.of())) {
        collect(below, allowed);
      }
    }
  }

  @ParameterizedTest
  @FieldSource("PACKAGES")
  void whatAPackageMayUseItUses(String name) {
    assertThat(targets(ROOT + name))
        .containsAll(MAY_USE.getOrDefault(name, Set.of()).stream().map(ROOT::concat).toList());
  }

  @Test
  void everyPackageHasItsPlaceInTheOrder() {
    Set<String> packages =
        PROGRAM.stream()
            .map(JavaClass::getPackageName)
            .filter(name -> name.startsWith(ROOT))
            .map(name -> name.substring(ROOT.length()))
            .collect(toSet());
    assertThat(packages).isEqualTo(PACKAGES);
  }

  @ParameterizedTest
  @FieldSource("LIBRARIES")
  void aLibraryIsUsedWhereItBelongs(String library) {
    Set<String> users =
        PROGRAM.stream()
            .filter(resideInAPackage("charwise.cli.."))
            .filter(
                user ->
                    user.getDirectDependenciesFromSelf().stream()
                        .anyMatch(use -> resideInAPackage(library).test(use.getTargetClass())))
            .map(
                user -> user.getPackageName().substring(ROOT.length() - 1).replaceFirst("^\\.", ""))
            .collect(toSet());
    assertThat(users).isEqualTo(USERS.get(library));
  }

  @Test
  void otherLibrariesAreNotUsed() {
    classes()
        .that()
        .resideInAPackage("charwise.cli..")
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage(LIBRARIES.toArray(String[]::new))
                .or(resideInAnyPackage("charwise.cli..", JDK, NULLNESS, "org.w3c.dom..")))
        .check(PROGRAM);
  }

  private static Set<String> targets(String packageName) {
    return PROGRAM.stream()
        .filter(user -> user.getPackageName().equals(packageName))
        .flatMap(user -> user.getDirectDependenciesFromSelf().stream())
        .map(use -> use.getTargetClass().getPackageName())
        .collect(toSet());
  }

  @Test
  void thePackagesFormNoCycle() {
    slices().matching("charwise.(**)").should().beFreeOfCycles().check(PROGRAM);
  }

  @Test
  void noTwoClassesHaveOneName() {
    List<JavaClass> named =
        PROGRAM.stream()
            .filter(JavaClass::isTopLevelClass)
            .filter(one -> !one.getSimpleName().equals("package-info"))
            .toList();
    assertThat(named)
        .extracting(JavaClass::getPackageName)
        .contains("charwise.engine.kernel", "charwise.corpora", "charwise.cli");
    assertThat(named).extracting(JavaClass::getSimpleName).doesNotHaveDuplicates();
  }

  @Test
  void onlyTheEntryPointsTouchTheProcess() {
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName("charwise.cli.Main")
        .and()
        .doNotHaveFullyQualifiedName("charwise.spark.SparkMain")
        .should()
        .callMethod(System.class, "exit", int.class)
        .orShould()
        .accessField(System.class, "in")
        .orShould()
        .accessField(System.class, "out")
        .orShould()
        .accessField(System.class, "err")
        .check(PROGRAM);
  }

  @Test
  void everyPackageIsNullMarked() {
    assertThat(PROGRAM)
        .extracting(JavaClass::getPackage)
        .allMatch(somePackage -> somePackage.isAnnotatedWith(NullMarked.class));
  }
}
