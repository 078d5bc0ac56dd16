package charwise.cli;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** The walls between the modules and within the command line. There are no exceptions. */
final class ArchitectureTest {
  private static final String JDK = "java..";
  private static final String NULLNESS = "org.jspecify.annotations";

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

  @Test
  void theCommandLineUsesTheEngineTheCorporaAndItsFourLibraries() {
    classes()
        .that()
        .resideInAPackage("charwise.cli..")
        .and()
        .resideOutsideOfPackage("charwise.cli.plot")
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage(
                "charwise..",
                JDK,
                NULLNESS,
                "picocli..",
                "org.jline..",
                "org.apache.commons.csv",
                "dk.brics.automaton"))
        .check(PROGRAM);
  }

  /** So that nothing else loads what takes long to load. */
  @Test
  void onlyPlotsDraw() {
    noClasses()
        .that()
        .resideOutsideOfPackage("charwise.cli.plot")
        .should()
        .dependOnClassesThat(
            resideInAnyPackage("org.jfree..", "org.apache.batik..", "java.awt..", "javax.."))
        .check(PROGRAM);
  }

  @Test
  void onlyTheTerminalOfTheReplKnowsJline() {
    noClasses()
        .that()
        .resideOutsideOfPackage("charwise.cli.repl.terminal")
        .should()
        .dependOnClassesThat(resideInAnyPackage("org.jline.."))
        .check(PROGRAM);
  }

  @Test
  void thePackagesFormNoCycle() {
    slices().matching("charwise.(**)").should().beFreeOfCycles().check(PROGRAM);
  }

  @Test
  void onlyTheEntryPointTouchesTheProcess() {
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName("charwise.cli.Main")
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
