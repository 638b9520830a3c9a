package org.safereturn.messaging.testkit.architecture.broken.figures;

import java.util.UUID;

import org.safereturn.referral.v1.ReferralSubmitted;

/** Reads who a record is about. */
final class ReadsACaseReference {

    UUID of(ReferralSubmitted submitted) {
        return submitted.getCaseRef();
    }
}
