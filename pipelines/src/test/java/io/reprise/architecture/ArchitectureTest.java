package io.reprise.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The rules of docs/architecture.md. */
class ArchitectureTest {

  private static JavaClasses imported;

  @BeforeAll
  static void importClasses() {
    imported =
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.reprise");
  }

  @Test
  void packagesHaveNoCycles() {
    slices().matching("io.reprise.(*).(*)..").should().beFreeOfCycles().check(imported);
  }

  @Test
  void schemasImportNothingAboveThem() {
    noClasses()
        .that()
        .resideInAPackage("io.reprise.schemas..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.reprise.stages..", "io.reprise.pipelines..")
        .because("imports run one way: pipelines -> stages -> schemas")
        .check(imported);
  }

  @Test
  void stagesImportNothingOfPipelines() {
    noClasses()
        .that()
        .resideInAPackage("io.reprise.stages..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.reprise.pipelines..")
        .because("imports run one way: pipelines -> stages -> schemas")
        .check(imported);
  }

  @Test
  void onlyTheParquetPackageKnowsParquet() {
    noClasses()
        .that()
        .resideOutsideOfPackage("io.reprise.schemas.parquet")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.apache.parquet..", "org.apache.hadoop..")
        .because("one writer with fixed settings gives equal bytes")
        .check(imported);
  }

  @Test
  void onlyExecuteRunsBeam() {
    noClasses()
        .that(not(resideInAPackage("io.reprise.pipelines.execute")))
        .should()
        .callMethodWhere(
            target(owner(equivalentTo(org.apache.beam.sdk.Pipeline.class)))
                .and(target(name("run"))))
        .because("the executor is the one place that knows the runner and unwraps its failures")
        .check(imported);
  }

  @Test
  void planIsPure() {
    noClasses()
        .that()
        .resideInAnyPackage("io.reprise.pipelines.plan", "io.reprise.pipelines.diff")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.io..", "java.nio.file..", "java.time..")
        .because("a plan depends on the file and the stage types alone")
        .check(imported);
  }

  @Test
  void cacheAndDefinitionStandAlone() {
    noClasses()
        .that()
        .resideInAnyPackage("io.reprise.pipelines.cache", "io.reprise.pipelines.definition")
        .should()
        .dependOnClassesThat(
            resideInAPackage("io.reprise.pipelines..")
                .and(
                    not(
                        resideInAnyPackage(
                            "io.reprise.pipelines.cache", "io.reprise.pipelines.definition"))))
        .check(imported);
  }

  @Test
  void codeKnowsStagesAndNothingOfTheEngine() {
    noClasses()
        .that()
        .resideInAPackage("io.reprise.pipelines.code")
        .should()
        .dependOnClassesThat(
            resideInAPackage("io.reprise..")
                .and(
                    not(
                        resideInAnyPackage(
                            "io.reprise.pipelines.code",
                            "io.reprise.stages.spi",
                            "io.reprise.schemas.."))))
        .because("the build runs it before the engine is there")
        .check(imported);
  }

  @Test
  void onlyTheCodePackageReadsBytecode() {
    noClasses()
        .that()
        .resideOutsideOfPackage("io.reprise.pipelines.code")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.objectweb.asm..")
        .because("what counts as a change of code is decided in one place")
        .check(imported);
  }

  @Test
  void learningAndClusteringLibrariesStayInTheirCapabilities() {
    classes()
        .that()
        .resideInAnyPackage(
            "io.reprise.pipelines..", "io.reprise.stages.spi", "io.reprise.schemas..")
        .should()
        .onlyDependOnClassesThat(
            not(resideInAnyPackage("org.nd4j..", "org.deeplearning4j..", "smile..")))
        .because("declarations are read on every command, so they must not load a heavy library")
        .check(imported);
  }
}
