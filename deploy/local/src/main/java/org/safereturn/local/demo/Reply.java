package org.safereturn.local.demo;

import java.net.http.HttpHeaders;

import tools.jackson.databind.JsonNode;

/**
 * What a service answered.
 *
 * @param body an empty object when the answer had none
 */
record Reply(int status, JsonNode body, HttpHeaders headers) {

    boolean isGood() {
        return status >= 200 && status < 300;
    }

    /** The rule that a refusal names. */
    String rule() {
        return text("rule");
    }

    /** A member of the body as text, empty when it is not there; {@code a.b} looks inside. */
    String text(String path) {
        JsonNode node = node(path);
        return node.isMissingNode() || node.isNull() ? "" : node.asString("");
    }

    JsonNode node(String path) {
        return body.at("/" + path.replace('.', '/'));
    }
}
