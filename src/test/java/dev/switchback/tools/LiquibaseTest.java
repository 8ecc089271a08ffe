package dev.switchback.tools;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchback.support.DatabaseKind;
import dev.switchback.support.ProjectFolder;
import dev.switchback.support.TestDatabase;
import java.io.StringWriter;
import java.nio.file.Path;
import java.sql.Connection;
import liquibase.Contexts;
import liquibase.LabelExpression;
import liquibase.Liquibase;
import liquibase.database.Database;
import liquibase.database.DatabaseFactory;
import liquibase.database.jvm.JdbcConnection;
import liquibase.resource.DirectoryResourceAccessor;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Liquibase migrates formatted SQL, Switchback adopts and goes on, Liquibase reads its own table. */
class LiquibaseTest {

    @TempDir
    Path folder;

    private interface Asked<T> {
        T ask(Liquibase liquibase) throws Exception;
    }

    private <T> T liquibase(TestDatabase database, Asked<T> asked) throws Exception {
        DirectoryResourceAccessor files = new DirectoryResourceAccessor(folder);
        try (Connection connection = database.connect()) {
            Database known =
                    DatabaseFactory.getInstance().findCorrectDatabaseImplementation(new JdbcConnection(connection));
            return asked.ask(new Liquibase("changelog.xml", files, known));
        } finally {
            files.close();
        }
    }

    private void write() {
        new ProjectFolder(folder).write("changelog.xml", """
                        <?xml version="1.0" encoding="UTF-8"?>
                        <databaseChangeLog xmlns="http://www.liquibase.org/xml/ns/dbchangelog"
                            xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
                            xsi:schemaLocation="http://www.liquibase.org/xml/ns/dbchangelog
                                http://www.liquibase.org/xml/ns/dbchangelog/dbchangelog-latest.xsd">
                            <includeAll path="migrations/"/>
                        </databaseChangeLog>
                        """).write("migrations/001_trucks.sql", """
                        --liquibase formatted sql

                        --changeset ada:trucks
                        CREATE TABLE trucks (id integer PRIMARY KEY);
                        --rollback DROP TABLE trucks;

                        --changeset "Ben B.":"trucks 2" labels:fleet
                        ALTER TABLE trucks ADD COLUMN plate varchar(20);
                        """);
    }

    private static String status(Liquibase liquibase) throws Exception {
        StringWriter text = new StringWriter();
        liquibase.reportStatus(true, new Contexts(), new LabelExpression(), text);
        return text.toString();
    }

    @ParameterizedTest
    @EnumSource
    void whatLiquibaseRanIsAdoptedAndContinuedAndLiquibaseFindsItInOrder(DatabaseKind kind) throws Exception {
        TestDatabase database = kind.fresh();
        write();
        liquibase(database, liquibase -> {
            liquibase.update(new Contexts());
            return 0;
        });
        new ProjectFolder(folder).write("migrations/002_routes.sql", """
                --liquibase formatted sql

                --changeset ada:routes
                CREATE TABLE routes (id integer);
                /* liquibase rollback
                DROP TABLE routes;
                */
                """);

        ToolShell.Result adopted = new ToolShell(folder, database).run("adopt", "--reason", "we move", "--yes");
        assertThat(adopted.exit()).as(adopted.out()).isZero();
        assertThat(adopted.json().path("kept").asBoolean()).isFalse();
        assertThat(adopted.json().path("consequence").asText())
                .contains("Liquibase would take what Switchback applies for pending, and run it again")
                .contains("liquibase changelog-sync");
        Courses.apply(folder, database);
        assertThat(new ToolShell(folder, database).run("status", "--check").out())
                .contains("not_kept")
                .contains("Switchback cannot write Liquibase's table");

        assertThat(Rows.of(database, "SELECT id, status FROM \"switchback\".schema_migrations ORDER BY applied_order"))
                .containsExactly("001_trucks | completed", "002_routes | completed");
        assertThat(liquibase(database, LiquibaseTest::status))
                .as("its table is adopted only, not kept")
                .contains("1 changeset has not been applied", "002_routes.sql::routes::ada");
        liquibase(database, liquibase -> {
            liquibase.validate();
            liquibase.changeLogSync(new Contexts(), new LabelExpression());
            return 0;
        });
        assertThat(liquibase(database, LiquibaseTest::status)).contains("is up to date");

        Courses.rollBack(folder, database, 1);
        Courses.apply(folder, database);
        Courses.rollBack(folder, database, 1);
        database.execute("CREATE TABLE routes (id integer)");
        liquibase(database, liquibase -> {
            liquibase.rollback(1, new Contexts(), new LabelExpression());
            return 0;
        });
        database.execute("CREATE TABLE routes (id integer)");
    }

    @ParameterizedTest
    @EnumSource
    void aFileIsFoundByTheNameThatItGivesItself(DatabaseKind kind) throws Exception {
        TestDatabase database = kind.fresh();
        write();
        new ProjectFolder(folder).write("migrations/003_moved.sql", """
                --liquibase formatted sql logicalFilePath:old/place.sql

                --changeset Ada B. Miller:stops
                CREATE TABLE stops (id integer);
                """);
        liquibase(database, liquibase -> {
            liquibase.update(new Contexts());
            return 0;
        });

        new ToolShell(folder, database).run("adopt", "--reason", "we move", "--yes");

        assertThat(Rows.of(database, "SELECT id, status FROM \"switchback\".schema_migrations ORDER BY id"))
                .containsExactly("001_trucks | completed", "003_moved | completed");
    }

    @ParameterizedTest
    @EnumSource
    void aFileWhoseChangesetsRanInPartIsRefused(DatabaseKind kind) throws Exception {
        TestDatabase database = kind.fresh();
        write();
        liquibase(database, liquibase -> {
            liquibase.update(1, new Contexts(), new LabelExpression());
            return 0;
        });

        ToolShell.Result refused = new ToolShell(folder, database).run("adopt", "--reason", "we move", "--yes");

        assertThat(refused.exit()).isEqualTo(5);
        assertThat(refused.out()).contains("only 1 of its 2 parts ran");
    }
}
