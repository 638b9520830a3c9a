package org.safereturn.messaging.inbox;

import java.util.Locale;

/** Why a record can never be handled; the header {@code sr_dlq_reason} holds the code. */
public enum DeadLetterReason {
    /** Larger than the agreed limit. */
    OVERSIZE,
    /** A topic this service does not read. */
    UNEXPECTED_TOPIC,
    /** No signature. */
    MISSING_SIGNATURE,
    /** A signature that is not the sending ministry's over this record. */
    BAD_SIGNATURE,
    /** A required header is missing or malformed. */
    BAD_METADATA,
    /** Meant for another country. */
    WRONG_RECIPIENT,
    /** A known type that does not belong on this topic, or another one than the headers say. */
    WRONG_TYPE,
    /** Not a record in the agreed wire format, or bytes behind the record. */
    POISON_BYTES,
    /** The registry does not know the schema. */
    UNKNOWN_SCHEMA,
    /** The country that signed is not on the side that may send this, or its actor is another ministry's. */
    WRONG_SENDER,
    /** The key or the subject is not the one of the body. */
    WRONG_SUBJECT,
    /** A time or a day that cannot be. */
    TIME_OUT_OF_BOUNDS,
    /** Its predecessor is missing and too much of the case waits already; the case is parked. */
    CASE_PARKED,
    /** A business rule said no; {@code sr_dlq_rule} names it. */
    RULE_REFUSED;

    /** In kebab case. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
