package dev.switchback.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.switchback.engine.failure.SwitchbackException;
import dev.switchback.engine.plan.PlanOutcome;
import dev.switchback.engine.run.RunFailure;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes what went wrong as JSON: always the same keys, null where there is nothing to say. */
final class ErrorJson {

    private static final List<String> PLACE = List.of("file", "line", "column", "statement", "sqlstate");

    private ErrorJson() {}

    /** The keys of every error; the callers fill in the place where they know it. */
    static ObjectNode put(ObjectNode document, String code, @Nullable String message, String hint) {
        ObjectNode error = document.putObject("error");
        error.put("code", code);
        error.put("message", message);
        PLACE.forEach(error::putNull);
        error.put("hint", hint);
        return error;
    }

    static void put(ObjectNode document, SwitchbackException failure) {
        ObjectNode error = put(document, failure.code(), failure.getMessage(), failure.advice());
        switch (failure) {
            case SwitchbackException.Unavailable unavailable -> state(error, unavailable.sqlState());
            case SwitchbackException.DatabaseFailure database -> state(error, database.sqlState());
            case SwitchbackException.Unreadable unreadable -> {
                unreadable.file().ifPresent(file -> error.put("file", file.toString()));
                unreadable.line().ifPresent(line -> error.put("line", line));
            }
            case SwitchbackException.LockHeld held -> {}
        }
    }

    private static void state(ObjectNode error, String sqlState) {
        if (!sqlState.isEmpty()) {
            error.put("sqlstate", sqlState);
        }
    }

    static void put(ObjectNode document, RunFailure failure) {
        ObjectNode error = put(document, failure.code(), failure.message(), failure.advice());
        failure.id().ifPresent(id -> error.put("migration_id", id.value()));
        failure.place().ifPresent(place -> {
            error.put("file", place.file().toString());
            error.put("line", place.line());
            error.put("column", place.column());
            error.put("statement", place.statement());
        });
        failure.server().sqlState().ifPresent(state -> error.put("sqlstate", state));
        failure.server().detail().ifPresent(detail -> error.put("detail", detail));
        failure.server().hint().ifPresent(hint -> error.put("server_hint", hint));
    }

    /** The first refusal is the error; all of them are listed. */
    static void put(ObjectNode document, List<PlanOutcome.Refusal> refusals) {
        refusals.stream().findFirst().ifPresent(first -> fill(put(document, "", "", "Nothing ran."), first));
        var array = document.putArray("refusals");
        refusals.forEach(refusal -> fill(array.addObject(), refusal));
    }

    private static void fill(ObjectNode node, PlanOutcome.Refusal refusal) {
        node.put("code", refusal.finding().code().text());
        node.put("message", refusal.id() + ": " + refusal.finding().message());
        node.put("migration_id", refusal.id().value());
        refusal.file().ifPresent(file -> node.put("file", file.toString()));
        refusal.finding().line().ifPresent(line -> node.put("line", line));
    }
}
