package org.safereturn.tracingservice.tracing.model;

import java.time.Instant;

import org.safereturn.messaging.event.Officer;
import org.safereturn.messaging.sealing.Sealed;

/**
 * A section of a form as an officer of the origin side filled it in. It stays in the country; of its answers those go into a
 * result that the host needs.
 *
 * @param form code of the version of the form
 * @param section letter of the section
 * @param content its answers as ciphertext
 * @param writtenBy the officer
 * @param writtenAt when
 */
public record FormSection(String form, String section, Sealed content, Officer writtenBy, Instant writtenAt) {

    boolean isLike(FormSection other) {
        return form.equals(other.form) && section.equals(other.section);
    }
}
