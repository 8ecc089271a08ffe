package dev.switchback.ui;

import dev.switchback.engine.failure.SwitchbackException;
import dev.switchback.ui.text.Texts;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells of failures that nobody else handled: what, and what next. */
final class FailureNotice {

    private static final Logger LOG = LoggerFactory.getLogger(FailureNotice.class);

    private final NoticeBar notice;

    FailureNotice(NoticeBar notice) {
        this.notice = notice;
    }

    void show(Throwable failure, String logFile) {
        if (failure instanceof SwitchbackException expected) {
            LOG.info("{}: {}", expected.code(), expected.getMessage());
            notice.show(NoticeBar.Tone.ERROR, "✖ " + expected.getMessage() + "  " + expected.advice());
        } else {
            LOG.error("unexpected failure", failure);
            notice.show(NoticeBar.Tone.ERROR, Texts.get("window.wrong", String.valueOf(failure), logFile));
        }
    }
}
