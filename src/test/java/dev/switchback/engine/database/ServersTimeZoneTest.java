package dev.switchback.engine.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchback.engine.Switchback;
import dev.switchback.engine.TargetDatabase;
import dev.switchback.engine.plan.Plan;
import dev.switchback.engine.plan.PlanRequest;
import dev.switchback.engine.run.Cancellation;
import dev.switchback.engine.run.RunListener;
import dev.switchback.engine.run.RunOptions;
import dev.switchback.engine.run.RunOptions.Confirmation;
import dev.switchback.engine.run.RunOutcome;
import dev.switchback.support.PostgresServer;
import dev.switchback.support.ProjectFolder;
import dev.switchback.support.TestDatabase;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import java.util.Map;
import java.util.TimeZone;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A session starts in the time zone that psql would start in, and not in the one of this program. */
@TestInstance(Lifecycle.PER_CLASS)
class ServersTimeZoneTest {

    private static final String PASSWORD = "sesame";
    private static final AtomicInteger COUNT = new AtomicInteger();

    @TempDir
    Path folder;

    private final PostgresServer server = PostgresServer.start();

    @BeforeAll
    void serverEncryptsWhatItIsAskedTo() throws Exception {
        TestDatabase admin = server.database("postgres");
        KeyStore keys = selfSigned();
        admin.execute(
                toFile(
                        "server.crt",
                        pem("CERTIFICATE", keys.getCertificate("server").getEncoded())),
                toFile(
                        "server.key",
                        pem(
                                "PRIVATE KEY",
                                keys.getKey("server", PASSWORD.toCharArray()).getEncoded())),
                "ALTER SYSTEM SET ssl = on",
                "ALTER SYSTEM SET timezone = 'Asia/Tokyo'",
                "SELECT pg_reload_conf()");
    }

    @AfterAll
    void stop() {
        server.stop();
    }

    private static KeyStore selfSigned() throws Exception {
        Path store = Path.of(System.getProperty("java.io.tmpdir"), "server" + System.nanoTime() + ".p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "server",
                        "-keyalg",
                        "RSA",
                        "-keystore",
                        store.toString(),
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        PASSWORD,
                        "-dname",
                        "CN=127.0.0.1")
                .redirectErrorStream(true)
                .start();
        assertThat(keytool.waitFor(60, TimeUnit.SECONDS)).isTrue();
        KeyStore keys = KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
        assertThat(store.toFile().delete()).isTrue();
        return keys;
    }

    private static String pem(String what, byte[] content) {
        return "-----BEGIN " + what + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content) + "\n-----END " + what + "-----";
    }

    /** The server writes it, so that it belongs to the server's user; a key that others may read is refused. */
    private static String toFile(String name, String text) {
        return "COPY (SELECT unnest(string_to_array('" + text + "', E'\\n'))) TO PROGRAM 'umask 077; cat > " + name
                + "'";
    }

    private TestDatabase fresh(String settings) {
        String name = "zone" + COUNT.incrementAndGet();
        server.database("postgres").execute("CREATE DATABASE " + name);
        TestDatabase made = server.database(name);
        return new TestDatabase(made.url() + settings, made.user(), made.password());
    }

    /** With a migration before it that leaves another zone behind. */
    private String zoneOfAMigration(TestDatabase database) {
        new ProjectFolder(folder)
                .migration("001_leaves", "SET TIME ZONE 'America/Lima';", "")
                .migration("002_looks", "CREATE TABLE seen AS SELECT current_setting('TimeZone') AS zone;", "");
        try (TargetDatabase target = Switchback.open(folder, Map.of()).on(database.settings())) {
            Plan plan = (Plan) target.plan(PlanRequest.upEverything());
            RunOptions yes = RunOptions.DEFAULT.with(Confirmation.YES);
            assertThat(target.run(plan, yes, RunListener.SILENT, new Cancellation()))
                    .isInstanceOf(RunOutcome.Completed.class);
        }
        return database.query("SELECT zone FROM seen");
    }

    @ParameterizedTest
    @ValueSource(strings = {"?sslmode=disable", "?sslmode=require", "?sslmode=require&channelBinding=require"})
    void theOneOfTheServersFile(String settings) {
        TestDatabase database = fresh(settings);

        assertThat(TimeZone.getDefault().getID()).isNotEqualTo("Asia/Tokyo");
        assertThat(zoneOfAMigration(database)).isEqualTo("Asia/Tokyo");
    }

    @ParameterizedTest
    @ValueSource(strings = {"?sslmode=disable", "?sslmode=require"})
    void theOneOfTheRole(String settings) {
        TestDatabase admin = fresh("");
        String role = "keeper" + COUNT.incrementAndGet();
        admin.execute(
                "CREATE ROLE " + role + " LOGIN PASSWORD '" + PASSWORD + "' SUPERUSER",
                "ALTER ROLE " + role + " SET timezone = 'Asia/Kathmandu'");

        assertThat(zoneOfAMigration(new TestDatabase(admin.url() + settings, role, PASSWORD)))
                .isEqualTo("Asia/Kathmandu");
    }

    @Test
    void encryptionIsReallyUsed() throws Exception {
        TestDatabase database = fresh("?sslmode=require");

        try (var connection = new Connector(database.settings()).open();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(
                        "SELECT ssl, current_setting('TimeZone') FROM pg_stat_ssl WHERE pid = pg_backend_pid()")) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getBoolean(1)).isTrue();
            assertThat(rows.getString(2)).isEqualTo("Asia/Tokyo");
        }
    }
}
