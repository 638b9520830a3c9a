package org.safereturn.rivals;

import java.util.UUID;

/** An outbox under measurement, as whoever changes aggregates sees it. Many threads may write, to an aggregate only one. */
@FunctionalInterface
public interface EventWriter {

    /**
     * Changes an aggregate and leaves one event of that to be sent, both by one commit; returns when it is on the disk.
     *
     * @param aggregate is the key of the event's record
     * @param version of the aggregate after the change, from 1
     * @param text the aggregate's new state, and what the event says
     */
    void write(UUID aggregate, int version, String text);
}
