package dev.switchback.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.io.PrintStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.ExecutorService;

/** Which way the arrows point, and who alone may do what. */
@AnalyzeClasses(packages = "dev.switchback", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule ENGINE_KNOWS_NO_SCREEN = noClasses()
            .that()
            .resideInAPackage("dev.switchback.engine..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("javafx..", "dev.switchback.cli..", "dev.switchback.ui..", "picocli..")
            .because("window, command line and Java API are faces over one engine");

    @ArchTest
    static final ArchRule COMMAND_LINE_AND_WINDOW_NEVER_MEET = noClasses()
            .that()
            .resideInAPackage("dev.switchback.cli..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.switchback.ui..", "javafx..")
            .because("the command line starts without loading the window");

    @ArchTest
    static final ArchRule WINDOW_DOES_NOT_KNOW_THE_COMMAND_LINE = noClasses()
            .that()
            .resideInAPackage("dev.switchback.ui..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.switchback.cli..", "picocli..")
            .because("what both need belongs into the engine");

    @ArchTest
    static final ArchRule ENGINE_HAS_NO_CYCLES = slices().matching("dev.switchback.engine.(*)..")
            .should()
            .beFreeOfCycles()
            .because("each package can be read and tested without the ones above it");

    @ArchTest
    static final ArchRule ARROWS_OF_THE_ENGINE = noClasses()
            .that()
            .resideInAnyPackage("dev.switchback.engine.migration..", "dev.switchback.engine.sql..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "dev.switchback.engine.ledger..",
                    "dev.switchback.engine.plan..",
                    "dev.switchback.engine.run..",
                    "dev.switchback.engine.database..",
                    "dev.switchback.engine.snapshot..")
            .because("run uses plan, plan uses ledger, ledger uses migration, never the other way");

    @ArchTest
    static final ArchRule JDBC_ONLY_WHERE_A_DATABASE_IS_SPOKEN_TO = noClasses()
            .that()
            .resideOutsideOfPackages(
                    "dev.switchback.engine.database..",
                    "dev.switchback.engine.ledger..",
                    "dev.switchback.engine.run..",
                    "dev.switchback.engine.snapshot..",
                    "dev.switchback.engine.tool..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.sql..", "org.postgresql..", "org.h2..")
            .because("planning, reading files and showing are pure");

    @ArchTest
    static final ArchRule ONE_CLASS_COMMITS = noClasses()
            .that()
            .doNotHaveFullyQualifiedName("dev.switchback.engine.database.Transactions")
            .should()
            .callMethod(Connection.class, "commit")
            .orShould()
            .callMethod(Connection.class, "rollback")
            .because("whoever reads Transactions has read every border of a transaction");

    @ArchTest
    static final ArchRule ONE_CLASS_MAPS_SQL_ERRORS = noClasses()
            .that()
            .doNotHaveFullyQualifiedName("dev.switchback.engine.database.DatabaseErrors")
            .should()
            .callMethod(SQLException.class, "getSQLState")
            .because("an SQLSTATE becomes a sentence for people in one place");

    @ArchTest
    static final ArchRule ONE_CLASS_OF_THE_WINDOW_STARTS_THREADS = noClasses()
            .that()
            .resideInAPackage("dev.switchback.ui..")
            .and()
            .resideOutsideOfPackage("dev.switchback.ui.task..")
            .should()
            .dependOnClassesThat(belongToAnyOf(Thread.class, ExecutorService.class))
            .because("work off the UI thread goes through BackgroundTasks, which tests replace");

    @ArchTest
    static final ArchRule ENGINE_DOES_NOT_PRINT = noClasses()
            .that()
            .resideInAPackage("dev.switchback.engine..")
            .should()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err")
            .orShould()
            .dependOnClassesThat(belongToAnyOf(PrintStream.class))
            .because("a caller of the engine decides what is shown and where");

    @ArchTest
    static final ArchRule VIEW_MODELS_NEED_NO_TOOLKIT = noClasses()
            .that()
            .haveSimpleNameEndingWith("ViewModel")
            .should()
            .dependOnClassesThat(resideInAnyPackage("javafx..")
                    .and(not(resideInAnyPackage("javafx.beans..", "javafx.collections..", "javafx.util.."))))
            .because("view-models are tested without starting a toolkit");

    @ArchTest
    static final ArchRule NAMES_SAY_WHAT_A_CLASS_IS = noClasses()
            .should()
            .haveSimpleNameEndingWith("Impl")
            .orShould()
            .haveSimpleNameEndingWith("Util")
            .orShould()
            .haveSimpleNameEndingWith("Utils")
            .orShould()
            .haveSimpleNameEndingWith("Helper")
            .orShould()
            .haveSimpleNameEndingWith("Manager")
            .orShould()
            .haveSimpleNameStartingWith("Abstract")
            .because("a name that fits everything tells nothing");

    @ArchTest
    static final ArchRule VIEWS_LIVE_IN_THE_WINDOW = classes()
            .that()
            .haveSimpleNameEndingWith("View")
            .should()
            .resideInAPackage("dev.switchback.ui..")
            .because("a suffix has one meaning");
}
