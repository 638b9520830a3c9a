package org.safereturn.access.input;

import tools.jackson.core.JsonParser;
import tools.jackson.databind.exc.MismatchedInputException;

/** A text in a request is longer than any field takes. */
final class TooLongException extends MismatchedInputException {

    private static final long serialVersionUID = 1L;

    TooLongException(JsonParser parser) {
        super(parser, "Too long", String.class);
    }
}
