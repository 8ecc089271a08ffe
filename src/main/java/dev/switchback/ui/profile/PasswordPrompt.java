package dev.switchback.ui.profile;

import dev.switchback.engine.profile.Secrets;
import dev.switchback.ui.task.BackgroundTasks;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** Asks for a password in the window, while the connection waits for it on its worker. */
public final class PasswordPrompt implements Secrets.Prompt {

    private final BackgroundTasks tasks;
    private Consumer<Question> listener = question -> question.answer().complete(Optional.empty());

    /**
     * A password that somebody waits for.
     *
     * @param what the profile that wants it
     * @param answer completed once, empty when the user leaves
     */
    public record Question(String what, CompletableFuture<Optional<String>> answer) {}

    public PasswordPrompt(BackgroundTasks tasks) {
        this.tasks = tasks;
    }

    /** Who shows the question; called on the UI thread. */
    public void onQuestion(Consumer<Question> handler) {
        listener = handler;
    }

    @Override
    public Optional<String> ask(String what) {
        Question question = new Question(what, new CompletableFuture<>());
        tasks.tell(() -> listener.accept(question));
        return question.answer().join();
    }
}
