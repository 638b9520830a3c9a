package org.safereturn.access.audit;

/** What is stored or exported is not an audit record; the message says which record and which member, never a value. */
public final class MalformedRecord extends RuntimeException {

    private static final long serialVersionUID = 1L;

    MalformedRecord(String message) {
        super(message);
    }
}
