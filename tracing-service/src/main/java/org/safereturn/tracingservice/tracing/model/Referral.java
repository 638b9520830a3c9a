package org.safereturn.tracingservice.tracing.model;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * What is known of the referral behind a tracing. The facts come on several streams, so any of them may be missing yet.
 *
 * @param request what is asked, once its submission arrived
 * @param acceptance who traces, once accepted
 * @param declinedAt when the origin side declined it
 * @param declinedRound the round that it declined, 0 where it did not
 * @param withdrawnAt when the host side withdrew it
 * @param consents what the person permits
 */
public record Referral(@Nullable Request request, @Nullable Acceptance acceptance, @Nullable Instant declinedAt,
        int declinedRound, @Nullable Instant withdrawnAt, Consents consents) {

    static final Referral UNKNOWN = new Referral(null, null, null, 0, null, Consents.NONE);

    /** A document of an older release does not say which round was declined: the first. */
    public Referral {
        declinedRound = declinedAt == null ? 0 : Math.max(1, declinedRound);
    }

    /** The purpose that stops every track, if one does. */
    Optional<Purpose> stoppingEverything() {
        return consents.stoppingEverything(request == null ? Request.EVERY_TRACK : request.tracks());
    }

    /** A round after the declined one is undecided again. */
    Referral withRequest(Request newRequest) {
        if (request != null && request.round() >= newRequest.round()) {
            return new Referral(request.with(newRequest), acceptance, declinedAt, declinedRound, withdrawnAt, consents);
        }
        Referral next = declinedRound > 0 && newRequest.round() > declinedRound ? undeclined(declinedRound) : this;
        Request known = request == null ? newRequest : newRequest.with(request);
        return new Referral(known, acceptance, next.declinedAt, next.declinedRound, withdrawnAt, consents);
    }

    Referral knowing(List<CareFlag> careFlags) {
        return request == null ? this
                : new Referral(request.knowing(careFlags), acceptance, declinedAt, declinedRound, withdrawnAt, consents);
    }

    Referral withAcceptance(Acceptance newAcceptance) {
        return new Referral(request, newAcceptance, declinedAt, declinedRound, withdrawnAt, consents);
    }

    Referral declined(Instant at, int round) {
        return request != null && request.round() > round ? this
                : new Referral(request, acceptance, at, round, withdrawnAt, consents);
    }

    /** The origin side took its decline of that round back. */
    Referral undeclined(int round) {
        return round == declinedRound ? new Referral(request, acceptance, null, 0, withdrawnAt, consents) : this;
    }

    Referral withdrawn(Instant at) {
        return new Referral(request, acceptance, declinedAt, declinedRound, at, consents);
    }

    Referral withConsents(Consents newConsents) {
        return new Referral(request, acceptance, declinedAt, declinedRound, withdrawnAt, newConsents);
    }
}
