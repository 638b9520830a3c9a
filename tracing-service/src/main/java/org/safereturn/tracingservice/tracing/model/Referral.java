package org.safereturn.tracingservice.tracing.model;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * What is known of the referral behind a tracing. The facts come on several streams, so any of them may be missing yet.
 *
 * @param request what is asked, once its submission arrived
 * @param acceptance who traces, once accepted
 * @param declinedAt when the origin side declined it
 * @param withdrawnAt when the host side withdrew it
 * @param consents what the person permits
 */
public record Referral(@Nullable Request request, @Nullable Acceptance acceptance, @Nullable Instant declinedAt,
        @Nullable Instant withdrawnAt, Consents consents) {

    static final Referral UNKNOWN = new Referral(null, null, null, null, Consents.NONE);

    Referral withRequest(Request newRequest) {
        return request != null && request.round() >= newRequest.round() ? this
                : new Referral(newRequest, acceptance, declinedAt, withdrawnAt, consents);
    }

    Referral withAcceptance(Acceptance newAcceptance) {
        return new Referral(request, newAcceptance, declinedAt, withdrawnAt, consents);
    }

    Referral declined(Instant at) {
        return new Referral(request, acceptance, at, withdrawnAt, consents);
    }

    Referral withdrawn(Instant at) {
        return new Referral(request, acceptance, declinedAt, at, consents);
    }

    Referral withConsents(Consents newConsents) {
        return new Referral(request, acceptance, declinedAt, withdrawnAt, newConsents);
    }
}
