package org.safereturn.local;

/** A part of the system cannot be started or has ended; the message is one sentence for the person at the keyboard. */
public final class StartFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    StartFailure(String sentence) {
        super(sentence);
    }
}
