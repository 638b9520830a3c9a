package org.safereturn.local.client;

/** The identity provider does not let this user or system in. */
public final class SignInRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    SignInRefused(String message) {
        super(message);
    }
}
