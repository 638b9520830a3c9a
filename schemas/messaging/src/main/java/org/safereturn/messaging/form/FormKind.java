package org.safereturn.messaging.form;

import java.util.Arrays;
import java.util.Optional;

import org.apache.avro.Schema;

/** What a form is for: the kind of exchanged events that are recorded on it. */
public enum FormKind {
    /** The referral and its answers. */
    REFERRAL("referral"),
    /** What the person permits. */
    CONSENT("consent"),
    /** The tracing and its result. */
    TRACING("tracing"),
    /** The plan of the return, the handover and the arrival. */
    RETURN("repatriation"),
    /** What the country of origin tells after the arrival. */
    REINTEGRATION("reintegration");

    private final String namespace;

    FormKind(String context) {
        this.namespace = "org.safereturn." + context + ".v";
    }

    /** The kind of a record; empty for one that no form is for. */
    static Optional<FormKind> of(Schema record) {
        return Arrays.stream(values()).filter(each -> String.valueOf(record.getNamespace()).startsWith(each.namespace))
                .findFirst();
    }
}
