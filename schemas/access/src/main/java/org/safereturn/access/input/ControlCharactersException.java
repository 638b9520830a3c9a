package org.safereturn.access.input;

import tools.jackson.core.JsonParser;
import tools.jackson.databind.exc.MismatchedInputException;

/** A text in a request holds characters that no text needs. */
final class ControlCharactersException extends MismatchedInputException {

    private static final long serialVersionUID = 1L;

    ControlCharactersException(JsonParser parser) {
        super(parser, "Control characters", String.class);
    }
}
