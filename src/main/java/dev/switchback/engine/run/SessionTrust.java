package dev.switchback.engine.run;

import dev.switchback.engine.sql.QuickStatements;

/**
 * Knows which small scripts surely leave their session as they found it, so that the next one need not be given a new
 * one: settings, roles and temporary tables only come from statements that are not small, from words that say so, or
 * from code of the user's own, which may run behind any statement.
 */
final class SessionTrust {

    private boolean ownCode;

    /** The database has functions, or something ran that may have made some. */
    void lose() {
        ownCode = true;
    }

    /** Whether a script of quick statements leaves no trace; what it makes is remembered. */
    boolean isEarnedBy(QuickStatements statements) {
        ownCode |= statements.makeCode();
        return !ownCode && !statements.nameSessions();
    }
}
