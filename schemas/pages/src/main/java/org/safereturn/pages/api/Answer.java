package org.safereturn.pages.api;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What the API answered.
 *
 * @param status the HTTP status
 * @param body JSON; a missing node when there was none
 * @param tag the version of what was read or written, as the API names it
 */
public record Answer(int status, JsonNode body, @Nullable String tag) {

    private static final int REDIRECTS = 300;
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;

    /** Whether it is what was asked for, and no problem. */
    public boolean good() {
        return status < REDIRECTS;
    }

    /** Whether the officer's token is not good any more. */
    public boolean signInNeeded() {
        return status == UNAUTHORIZED;
    }

    /** Whether the officer's role or ministry may not ask for it. */
    public boolean forbidden() {
        return status == FORBIDDEN;
    }

    /** The rule that a problem tells of. */
    public String rule() {
        return body.path("rule").asString("");
    }
}
