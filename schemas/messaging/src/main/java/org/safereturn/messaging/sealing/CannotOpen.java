package org.safereturn.messaging.sealing;

/** A sealed part or wrapped key cannot be opened; the message never says more than which id. */
public final class CannotOpen extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** The message must carry no personal data. */
    public CannotOpen(String message) {
        super(message);
    }
}
