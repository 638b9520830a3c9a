package org.safereturn.monitoringservice.fold;

import java.time.Instant;

/**
 * One line of the stream of events: enough to see the exchange live, too little to know about whom.
 *
 * @param id of the event
 * @param at business time
 * @param country whose ministry sent it
 * @param event what happened
 * @param direction of the return journey, empty when the event does not say
 * @param journey beginning of the statistical reference, empty for counts
 */
public record Notice(String id, Instant at, String country, Milestone event, String direction, String journey) {

    private static final int SHOWN = 8;

    /** Whether it tells of a person's step, and not of a number of people. */
    public boolean aboutPerson() {
        return !journey.isEmpty();
    }

    /** The beginning of a statistical reference: tells lines of one journey together on a page, and no more. */
    public static String shortened(String statRef) {
        return statRef.length() <= SHOWN ? statRef : statRef.substring(0, SHOWN);
    }
}
