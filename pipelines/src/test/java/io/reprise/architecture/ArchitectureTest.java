package io.reprise.architecture;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.beam.sdk.Pipeline;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Holds the code to docs/architecture.md. */
class ArchitectureTest {

  private static final DocumentedRules RULES = new DocumentedRules();

  private static JavaClasses imported;

  @BeforeAll
  static void importClasses() {
    imported =
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.reprise");
  }

  @Test
  void everyPackageHasARowAndEveryRowAPackage() {
    Stream<String> packages = imported.stream().map(type -> type.getPackageName());

    assertThat(packages.distinct()).containsExactlyInAnyOrderElementsOf(RULES.imports().keySet());
  }

  @Test
  void noImportGoesBeyondItsRow() {
    Map<String, List<String>> imports = RULES.imports();

    assertThat(
            dependencies()
                .filter(dependency -> to(dependency).startsWith("io.reprise."))
                .filter(dependency -> !to(dependency).equals(from(dependency)))
                .filter(
                    dependency ->
                        !DocumentedRules.isIn(
                            to(dependency), imports.getOrDefault(from(dependency), List.of()))))
        .extracting(Dependency::getDescription)
        .isEmpty();
  }

  @Test
  void librariesStayInTheirPackages() {
    Map<String, List<String>> libraries = RULES.libraries();

    assertThat(libraries).isNotEmpty();
    libraries.forEach(
        (library, packages) ->
            assertThat(
                    dependencies()
                        .filter(d -> DocumentedRules.isIn(to(d), List.of(library)))
                        .filter(d -> !DocumentedRules.isIn(from(d), packages)))
                .extracting(Dependency::getDescription)
                .isEmpty());
  }

  @Test
  void packagesHaveNoCycles() {
    slices().matching("io.reprise.(**)").should().beFreeOfCycles().check(imported);
  }

  @Test
  void onlyExecuteRunsBeam() {
    noClasses()
        .that()
        .resideOutsideOfPackage("io.reprise.pipelines.execute")
        .should()
        .callMethodWhere(target(owner(equivalentTo(Pipeline.class))).and(target(name("run"))))
        .because("the executor is the one place that knows the runner and unwraps its failures")
        .check(imported);
  }

  @Test
  void plansAndDifferencesAreComputedWithoutInputOutputAndClock() {
    noClasses()
        .that()
        .resideInAnyPackage("io.reprise.pipelines.plan", "io.reprise.pipelines.diff")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.io..", "java.nio.file..", "java.time..")
        .because("a plan depends on the file and the stage types alone")
        .check(imported);
  }

  private static Stream<Dependency> dependencies() {
    return imported.stream().flatMap(type -> type.getDirectDependenciesFromSelf().stream());
  }

  private static String from(Dependency dependency) {
    return dependency.getOriginClass().getPackageName();
  }

  private static String to(Dependency dependency) {
    return dependency.getTargetClass().getBaseComponentType().getPackageName();
  }
}
