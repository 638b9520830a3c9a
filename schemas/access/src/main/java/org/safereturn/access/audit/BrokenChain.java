package org.safereturn.access.audit;

/** A chain is not as it was written; the message is one sentence that names the first bad record. */
public final class BrokenChain extends RuntimeException {

    private static final long serialVersionUID = 1L;

    BrokenChain(String message) {
        super(message);
    }
}
