package org.safereturn.messaging.event;

import org.apache.avro.specific.SpecificRecord;

/**
 * Translates the events of one feature to records and back: the only place that knows how a model's event looks as a
 * record.
 *
 * <p>Both ways are exhaustive over the sealed type {@code P}: {@code fromWire(toWire(head, event))} equals {@code event}
 * for every event, and a symbol that this release does not know never makes {@code fromWire} fail.
 *
 * @param <P> the sealed type of the events that are published
 */
public interface Messages<P extends DomainEvent> {

    /** The record of an event; its head is complete. */
    SpecificRecord toWire(CaseHead head, P event);

    /**
     * The event of a record.
     *
     * @throws IllegalArgumentException for a record that is none of this feature's
     */
    P fromWire(SpecificRecord record);
}
