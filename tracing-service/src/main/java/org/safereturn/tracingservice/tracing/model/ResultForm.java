package org.safereturn.tracingservice.tracing.model;

import java.util.List;
import java.util.Objects;

/**
 * The version of the form that a result is written on.
 *
 * @param code of the version
 * @param document that the form belongs to
 * @param number of the form within the document
 * @param version of the form
 * @param sections its sections as they were filled in for this result; known on the origin side only
 */
public record ResultForm(String code, String document, String number, String version, List<FormSection> sections) {

    /** Keeps its own copy. */
    public ResultForm {
        sections = List.copyOf(Objects.requireNonNullElse(sections, List.of()));
    }

    /** The same version with these sections. */
    public ResultForm with(List<FormSection> filledIn) {
        return new ResultForm(code, document, number, version, filledIn);
    }
}
