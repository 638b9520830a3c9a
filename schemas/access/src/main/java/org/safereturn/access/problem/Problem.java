package org.safereturn.access.problem;

import java.util.Map;

/**
 * The body of every refusal, RFC 9457 ({@code application/problem+json}).
 *
 * @param type stable identifier of the rule, {@code urn:safereturn:problem:<rule>}; programs compare this
 * @param title the rule in a few words, in the caller's language
 * @param status the HTTP status
 * @param detail what to do about it, in the caller's language
 * @param rule the rule id, the last part of the type
 * @param parameters values the texts speak of: field names, allowed values, states; never what the caller sent
 */
public record Problem(
        String type, String title, int status, String detail, String rule, Map<String, String> parameters) {}
