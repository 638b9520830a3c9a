package org.safereturn.caseservice.reintegration.model;

/**
 * How far one kind of support is.
 *
 * @param category which kind
 * @param state how far
 */
public record Support(SupportCategory category, SupportState state) {
}
