package dev.switchback.engine.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What servers say of themselves, recorded from them. */
class DialectsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            POSTGRESQL  | PostgreSQL 15.8 (Debian 15.8-0+deb12u1) on x86_64-pc-linux-gnu, compiled by gcc (Debian 12.2.0-14) 12.2.0, 64-bit
            POSTGRESQL  | PostgreSQL 18.6 (Debian 18.6-1.pgdg13+2) on aarch64-unknown-linux-gnu, compiled by gcc (Debian 14.2.0-19) 14.2.0, 64-bit
            POSTGRESQL  | PostgreSQL 16.4 (Ubuntu 16.4-0ubuntu0.24.04.2) on x86_64-pc-linux-gnu, compiled by gcc (Ubuntu 13.2.0-23ubuntu4) 13.2.0, 64-bit
            POSTGRESQL  | PostgreSQL 17.4 on aarch64-unknown-linux-gnu, compiled by aarch64-unknown-linux-gnu-gcc (GCC) 10.5.0, 64-bit
            POSTGRESQL  | PostgreSQL 13.4 on x86_64-pc-linux-gnu, compiled by gcc (GCC) 7.3.1 20180712 (Red Hat 7.3.1-12), 64-bit
            POSTGRESQL  | PostgreSQL 15.3, compiled by Visual C++ build 1914, 64-bit
            POSTGRESQL  | PostgreSQL 17.4 (EnterpriseDB Advanced Server 17.4.0) on x86_64-pc-linux-gnu, compiled by gcc (GCC) 11.5.0 20240719 (Red Hat 11.5.0-5), 64-bit
            POSTGRESQL  | 15.8 (Debian 15.8-0+deb12u1)
            COCKROACHDB | CockroachDB CCL v23.1.11 (x86_64-pc-linux-gnu, built 2023/09/27 01:53:43, go1.19.10)
            COCKROACHDB | CockroachDB CCL v21.1.0 (x86_64-unknown-linux-gnu, built 2021/04/23 13:54:57, go1.13.14)
            COCKROACHDB | CockroachDB CCL v2.1.0-alpha.20180702-281-g07a11b8e8c-dirty (x86_64-apple-darwin17.6.0, built 2018/07/08 14:00:29, go1.10.1)
            YUGABYTEDB  | PostgreSQL 11.2-YB-2.20.0.0-b0 on x86_64-pc-linux-gnu, compiled by clang version 16.0.6 (https://github.com/yugabyte/llvm-project.git 1e6329f40e5c531c09ade7015278078682293ebd), 64-bit
            YUGABYTEDB  | PostgreSQL 11.2-YB-2.7.1.1-b0 on x86_64-pc-linux-gnu, compiled by gcc (Homebrew gcc 5.5.0_4) 5.5.0, 64-bit
            YUGABYTEDB  | 15.12-YB-2025.1.0.0-b0
            """)
    void serverIsRecognised(Flavour flavour, String version) {
        assertThat(Flavour.of(version)).isEqualTo(flavour);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Amazon Redshift | PostgreSQL 8.0.2 on i686-pc-linux-gnu, compiled by GCC gcc (GCC) 3.4.2 20041017 (Red Hat 3.4.2-6.fc3), Redshift 1.0.12103
            Greenplum       | PostgreSQL 9.4.26 (Greenplum Database 6.24.4 build commit:d1b94743b5e665888e0a72c921daf04bdbe77528 Open Source) on x86_64-unknown-linux-gnu, compiled by gcc (Ubuntu 7.5.0-3ubuntu1~18.04) 7.5.0, 64-bit compiled on Jun  7 2023 19:23:04
            Cloudberry      | PostgreSQL 14.4 (Cloudberry Database 1.0.0 build dev) on aarch64-unknown-linux-gnu, compiled by gcc (GCC) 10.2.1 20210130 (Red Hat 10.2.1-11), 64-bit compiled on Aug  9 2023 14:45:43
            openGauss       | PostgreSQL 9.2.4 (openGauss 1.1.0 build 392c0438) compiled at 2020-12-31 20:07:42 commit 0 last mr   on x86_64-unknown-linux-gnu, compiled by g++ (GCC) 8.2.0, 64-bit
            """)
    void serverWhoseTransactionsAreOthersIsRefusedByName(String name, String version) {
        assertThatThrownBy(() -> Flavour.of(version)).hasMessageContaining("this is " + name + " (");
    }

    @ParameterizedTest
    @CsvSource({
        "CockroachDB CCL v23.1.11 (x86_64-pc-linux-gnu), 23.1.11, ROW",
        "11.2-YB-2.20.0.0-b0, 2.20.0.0, ROW",
        "11.2-YB-2024.2.4.0-b0, 2024.2.4.0, ROW",
        "15.12-YB-2025.1.0.0-b0, 2025.1.0.0, ADVISORY"
    })
    void releaseDecidesHowManagersKeepOutOfEachOthersWay(String version, String release, Dialect.LockKind lock) {
        Flavour flavour = Flavour.of(version);

        assertThat(flavour.release(version)).contains(release);
        assertThat(Dialects.lockKind(flavour, version)).isEqualTo(lock);
    }

    @Test
    void plainPostgresHasNoReleaseOfItsOwn() {
        assertThat(Flavour.POSTGRESQL.release("15.8 (Debian 15.8-0+deb12u1)")).isEmpty();
    }
}
