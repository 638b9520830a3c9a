package org.safereturn.tracing.model;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.safereturn.messaging.sealing.Sealed;

/**
 * What the host side asks for, from the latest round of its referral.
 *
 * @param round of the referral, from 1
 * @param submittedAt when this round was submitted
 * @param urgency why it should be read before others; absent for a reason this release does not know
 * @param careFlags special-care flags; each demands its own capacity answer
 * @param otherCareFlags how many special-care flags this release does not know; the officer asks the host side
 * @param questions the purposes the referral asks about
 * @param person the referral's personal content as ciphertext; absent on the host side, which has its own case file
 */
public record Request(int round, Instant submittedAt, @Nullable Urgency urgency,
        List<CareFlag> careFlags, int otherCareFlags, List<Purpose> questions, @Nullable Sealed person) {

    public Request {
        careFlags = List.copyOf(careFlags);
        questions = List.copyOf(questions);
    }
}
