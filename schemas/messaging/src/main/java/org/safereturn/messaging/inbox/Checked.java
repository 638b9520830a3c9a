package org.safereturn.messaging.inbox;

import org.safereturn.exchange.v1.CaseKeyIssued;
import org.safereturn.messaging.event.EventMetadata;
import org.safereturn.messaging.event.InboundEvent;
import org.safereturn.messaging.event.InboundRecord;

/** What the checks found of a record. */
sealed interface Checked {

    /** The record. */
    InboundRecord record();

    /**
     * It can be believed.
     *
     * @param needsKey whether it carries a case key that is not kept yet
     */
    record Event(InboundEvent event, boolean needsKey) implements Checked {

        static Event of(InboundEvent event) {
            return new Event(event, event.body() instanceof CaseKeyIssued);
        }

        @Override
        public InboundRecord record() {
            return event.record();
        }
    }

    /** A newer type, which this release does not know. */
    record Unknown(InboundRecord record, EventMetadata metadata) implements Checked {
    }

    /** A tombstone: the case key is erased. */
    record Erasure(InboundRecord record, EventMetadata metadata) implements Checked {
    }

    /** It can never be handled, and no place in a stream is known. */
    record Dead(InboundRecord record, DeadLetterReason reason) implements Checked {
    }

    /** It can never be handled, and its place in its stream is passed. */
    record Passed(InboundRecord record, EventMetadata metadata, DeadLetterReason reason) implements Checked {
    }

    /** It cannot be handled as things stand; its place stays free, and what follows in its case waits for it. */
    record Parking(InboundRecord record, EventMetadata metadata, DeadLetterReason reason) implements Checked {
    }

    /** It could not be checked now. */
    record Failed(InboundRecord record, Throwable failure) implements Checked {
    }
}
