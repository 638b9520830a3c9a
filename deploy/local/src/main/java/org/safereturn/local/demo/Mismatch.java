package org.safereturn.local.demo;

/** The system did something else than a scenario expects; the message says what was expected and what came. */
public final class Mismatch extends RuntimeException {

    private static final long serialVersionUID = 1L;

    Mismatch(String message) {
        super(message);
    }
}
