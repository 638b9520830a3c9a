package org.safereturn.caseservice.consent.model;

import java.time.Instant;
import java.util.List;

/**
 * Somebody has stopped what a withdrawal ended.
 *
 * @param withdrawalId id of the message that withdrew
 * @param country whose service stopped
 * @param service that stopped
 * @param purposes that the withdrawal named
 * @param stopped what was stopped, as codes
 * @param retained on what grounds something is kept, as codes
 * @param effectiveAt since when
 */
public record ConsentEffect(String withdrawalId, String country, String service, List<Purpose> purposes,
        List<String> stopped, List<String> retained, Instant effectiveAt) {

    /** Keeps its own copies of the lists. */
    public ConsentEffect {
        purposes = List.copyOf(purposes);
        stopped = List.copyOf(stopped);
        retained = List.copyOf(retained);
    }
}
