package charwise.engine;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
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
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** The walls between the packages of the engine. There are no exceptions. */
final class ArchitectureTest {
  private static final String ROOT = "charwise.engine.";

  /** What a package may use, besides the JDK and whatever the packages named here may use. */
  private static final Map<String, Set<String>> MAY_USE =
      Map.ofEntries(
          entry("label", Set.of()),
          entry("kernel", Set.of()),
          entry("tensor", Set.of("kernel")),
          entry("parameter", Set.of("tensor")),
          entry("layer", Set.of("parameter")),
          entry("layer.recurrent", Set.of("layer", "label")),
          entry("layer.pooling", Set.of("layer", "label")),
          entry("layer.attention", Set.of("layer", "label")),
          entry("layer.sequence", Set.of("layer")),
          entry("loss", Set.of("tensor")),
          entry("network", Set.of("layer.recurrent", "layer.attention", "label")),
          entry("network.block", Set.of("network", "layer.sequence")),
          entry("network.transformer", Set.of("network.block")),
          entry("network.mamba", Set.of("network.block")),
          entry("data", Set.of("kernel", "label")),
          entry("json", Set.of("data")),
          entry("optimizer", Set.of("parameter", "label")),
          entry("search", Set.of("network", "loss")),
          entry("statistics", Set.of("kernel")),
          entry("measure", Set.of()),
          entry("ngram", Set.of("data", "loss")),
          entry("task", Set.of("network", "loss", "json")),
          entry("checkpoint", Set.of("task", "json")),
          entry("training", Set.of("checkpoint", "optimizer")),
          entry(
              "task.language",
              Set.of("training", "network", "network.mamba", "network.transformer", "ngram")),
          entry(
              "task.classifier",
              Set.of("training", "network", "layer.pooling", "ngram", "measure")),
          entry("task.tagger", Set.of("training", "network")),
          entry("task.transducer", Set.of("training", "search", "measure")),
          entry(
              "registry",
              Set.of("task.language", "task.classifier", "task.tagger", "task.transducer")),
          entry("sampling", Set.of("task.language", "search")),
          entry("analysis", Set.of("task.language")),
          entry("recall", Set.of("task.language")),
          entry("comparison", Set.of("recall", "analysis", "registry")),
          entry("cluster", Set.of("comparison")),
          entry("comparison.sweep", Set.of("comparison", "statistics")),
          entry("benchmark", Set.of("sampling", "registry")));

  static final Set<String> PACKAGES = MAY_USE.keySet();

  private static final Set<String> PLATFORM_DEPENDENT =
      Set.of(
          "sin", "cos", "tan", "asin", "acos", "atan", "atan2", "sinh", "cosh", "tanh", "exp",
          "expm1", "log", "log10", "log1p", "pow", "cbrt", "hypot");

  private static final JavaClasses ENGINE =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("charwise.engine");

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
            resideInAnyPackage("java..", "org.jspecify.annotations", "jdk.incubator.vector")
                .or(resideInAnyPackage(allowed.toArray(String[]::new))))
        .check(ENGINE);
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
    Set<String> used =
        ENGINE.stream()
            .filter(user -> user.getPackageName().equals(ROOT + name))
            .flatMap(user -> user.getDirectDependenciesFromSelf().stream())
            .map(use -> use.getTargetClass().getPackageName())
            .collect(toSet());
    assertThat(used)
        .containsAll(MAY_USE.getOrDefault(name, Set.of()).stream().map(ROOT::concat).toList());
  }

  @Test
  void everyPackageHasItsPlaceInTheOrder() {
    assertThat(ENGINE)
        .extracting(JavaClass::getPackageName)
        .filteredOn(name -> name.startsWith(ROOT))
        .extracting(name -> name.substring(ROOT.length()))
        .containsOnly(PACKAGES.toArray(String[]::new));
  }

  @Test
  void thePackagesFormNoCycle() {
    slices().matching(ROOT + "(**)").should().beFreeOfCycles().check(ENGINE);
  }

  @Test
  void onlyTheKernelsUseTheVectorApi() {
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + "kernel")
        .should()
        .dependOnClassesThat(resideInAPackage("jdk.incubator.."))
        .check(ENGINE);
  }

  @Test
  void theEngineNeitherPrintsNorLogs() {
    noClasses()
        .should()
        .accessField(System.class, "out")
        .orShould()
        .accessField(System.class, "err")
        .orShould()
        .dependOnClassesThat(resideInAPackage("java.util.logging.."))
        .orShould()
        .dependOnClassesThat()
        .areAssignableTo(System.Logger.class)
        .check(ENGINE);
  }

  @Test
  void resultsDependOnTheSeedAlone() {
    noClasses()
        .should()
        .accessTargetWhere(
            describe(
                "it is a function of Math whose last bits differ between machines",
                access ->
                    access.getTargetOwner().isEquivalentTo(Math.class)
                        && PLATFORM_DEPENDENT.contains(access.getName())))
        .orShould()
        .callMethod(Math.class, "random")
        .orShould()
        .dependOnClassesThat()
        .areAssignableTo(ThreadLocalRandom.class)
        .orShould()
        .callConstructor(Random.class)
        .check(ENGINE);
  }

  @Test
  void everyPackageIsNullMarked() {
    assertThat(ENGINE)
        .extracting(JavaClass::getPackage)
        .allMatch(somePackage -> somePackage.isAnnotatedWith(NullMarked.class));
  }
}
