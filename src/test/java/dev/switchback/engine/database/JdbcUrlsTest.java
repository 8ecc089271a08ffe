package dev.switchback.engine.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JdbcUrlsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            postgresql://host/db                         | jdbc:postgresql://host/db                      |    |
            postgres://me@host:5433/db                   | jdbc:postgresql://host:5433/db                 | me |
            postgresql+asyncpg://me:pw@host/db           | jdbc:postgresql://host/db                      | me | pw
            postgresql+asyncpg://h/db?ssl=require&x=1    | jdbc:postgresql://h/db?sslmode=require&x=1     |    |
            postgresql://h/db?ssl=true                   | jdbc:postgresql://h/db?ssl=true                |    |
            postgresql://me:se%40cret@host/db            | jdbc:postgresql://host/db                      | me | se@cret
            postgresql://me:se@cret@host/db              | jdbc:postgresql://host/db                      | me | se@cret
            postgresql://me:a+b@[::1]:5432/db            | jdbc:postgresql://[::1]:5432/db                | me | a+b
            postgresql://me:pw@one:1,two:2/db?sslmode=on | jdbc:postgresql://one:1,two:2/db?sslmode=on    | me | pw
            postgresql:///db                             | jdbc:postgresql://localhost/db                 |    |
            postgresql://host                            | jdbc:postgresql://host/                        |    |
            jdbc:postgresql://me:pw@host/db              | jdbc:postgresql://host/db                      | me | pw
            jdbc:postgresql://host/db?user=me&password=p | jdbc:postgresql://host/db                      | me | p
            jdbc:postgresql:db                           | jdbc:postgresql:db                             |    |
            jdbc:h2:mem:x;USER=me;PASSWORD=pw;MODE=MySQL | jdbc:h2:mem:x;MODE=MySQL                       | me | pw
            """)
    void anAddressIsTakenApart(String text, String url, String user, String password) {
        JdbcUrls address = JdbcUrls.parse(text);

        assertThat(address.url()).isEqualTo(url);
        assertThat(address.user().orElse(null)).isEqualTo(user);
        assertThat(address.password().orElse(null)).isEqualTo(password);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "postgresql://me:spit/ze@host/db",
                "postgresql://me:12/spitze@host/db",
                "postgresql://host:spitze/db",
                "postgresql://me:spitze%@host/db",
                "jdbc:postgresql://me:spit/ze@host/db",
                "host/db"
            })
    void whatIsNotClearIsRefusedWithoutRepeatingIt(String text) {
        assertThatThrownBy(() -> JdbcUrls.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .message()
                .startsWith("not a database address")
                .doesNotContain("ze");
    }

    @Test
    void textForPeopleLosesWhatLooksLikeAPassword() {
        assertThat(JdbcUrls.masked("no option --ulr=postgresql://me:spit@ze@host/db?password=more&ssl=on"))
                .isEqualTo("no option --ulr=postgresql://me:***@host/db?password=***&ssl=on");
    }
}
