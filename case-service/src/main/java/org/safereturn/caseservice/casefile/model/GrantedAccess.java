package org.safereturn.caseservice.casefile.model;

import java.time.Instant;

import org.safereturn.messaging.event.Officer;

/**
 * A temporary access as own services hear of it; the explanation stays in the file.
 *
 * @param number from 1, in the order of asking
 * @param to who may read
 * @param by who said yes
 * @param reason why, as a code
 * @param from first moment
 * @param until moment from which on it is over by itself
 */
public record GrantedAccess(int number, Officer to, Officer by, TemporaryAccess.Reason reason, Instant from,
        Instant until) {
}
