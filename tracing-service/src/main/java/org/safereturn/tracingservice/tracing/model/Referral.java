package org.safereturn.tracingservice.tracing.model;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * What is known of the referral behind a tracing. The facts come on several streams, so any of them may be missing yet. A
 * round of the referral that was declined or withdrawn is over once a later one was submitted: nothing of it counts any more.
 *
 * @param request what is asked, once its submission arrived
 * @param acceptance who traces, once accepted
 * @param declinedAt when the origin side declined it
 * @param declinedRound the round that it declined, 0 where it did not
 * @param withdrawnAt when the host side withdrew it
 * @param withdrawnRound the round that it withdrew, 0 where it did not, or an older release did not say it
 * @param endedRound the last round that is over, 0 while none is
 * @param consents what the person permits
 */
public record Referral(@Nullable Request request, @Nullable Acceptance acceptance, @Nullable Instant declinedAt,
        int declinedRound, @Nullable Instant withdrawnAt, int withdrawnRound, int endedRound, Consents consents) {

    static final Referral UNKNOWN = new Referral(null, null, null, 0, null, 0, 0, Consents.NONE);

    /** A document of an older release does not say which round was declined: the first; nor which was accepted: the latest. */
    public Referral {
        declinedRound = declinedAt == null ? 0 : Math.max(1, declinedRound);
        withdrawnRound = withdrawnAt == null ? 0 : withdrawnRound;
        acceptance = acceptance == null || acceptance.round() > 0 ? acceptance
                : new Acceptance(acceptance.unit(), acceptance.at(), request == null ? 1 : request.round());
    }

    /** The round that is worked on, 0 while none is known. */
    int round() {
        return request == null ? acceptance == null ? 0 : acceptance.round() : request.round();
    }

    /**
     * Whether what belongs to that round counts now.
     *
     * @param round 0 where an older release did not say it; then the time decides
     * @param at when it happened
     */
    boolean counts(int round, Instant at) {
        return round > 0 ? round > endedRound
                : endedRound == 0 || request == null || !at.isBefore(request.submittedAt());
    }

    /** The purpose that stops every track, if one does. */
    Optional<Purpose> stoppingEverything() {
        return consents.stoppingEverything(request == null ? Request.EVERY_TRACK : request.tracks());
    }

    /** A round after one that was declined or withdrawn is undecided again. */
    Referral withRequest(Request newRequest) {
        if (request != null && request.round() >= newRequest.round()) {
            return new Referral(request.with(newRequest), acceptance, declinedAt, declinedRound, withdrawnAt, withdrawnRound,
                    endedRound, consents);
        }
        Request known = request == null ? newRequest : newRequest.with(request);
        return new Referral(known, acceptance, declinedAt, declinedRound, withdrawnAt, withdrawnRound, endedRound, consents)
                .settled();
    }

    /**
     * The same; what ended before the round that is asked now is over, and so is what was accepted up to there: once a round is
     * accepted, another one follows only after its end.
     */
    private Referral settled() {
        if (request == null) {
            return this;
        }
        boolean undeclined = declinedAt != null && declinedRound < request.round();
        boolean begun = withdrawnAt != null && (withdrawnRound > 0 ? withdrawnRound < request.round()
                : request.round() > 1 && withdrawnAt.isBefore(request.submittedAt()));
        int taken = acceptance != null && acceptance.round() < request.round() ? acceptance.round() : 0;
        int ended = Math.max(Math.max(endedRound, taken), Math.max(undeclined ? declinedRound : 0,
                begun ? withdrawnRound > 0 ? withdrawnRound : request.round() - 1 : 0));
        return new Referral(request, acceptance == null || acceptance.round() <= ended ? null : acceptance,
                undeclined ? null : declinedAt, undeclined ? 0 : declinedRound, begun ? null : withdrawnAt,
                begun ? 0 : withdrawnRound, ended, consents);
    }

    Referral knowing(List<CareFlag> careFlags) {
        return request == null ? this : new Referral(request.knowing(careFlags), acceptance, declinedAt, declinedRound,
                withdrawnAt, withdrawnRound, endedRound, consents);
    }

    Referral withAcceptance(Acceptance newAcceptance) {
        int known = acceptance == null ? 0 : acceptance.round();
        return newAcceptance.round() < known ? over(newAcceptance.round())
                : new Referral(request, newAcceptance, declinedAt, declinedRound, withdrawnAt, withdrawnRound,
                        known < newAcceptance.round() ? Math.max(endedRound, known) : endedRound, consents).settled();
    }

    Referral declined(Instant at, int round) {
        return round < declinedRound ? over(round)
                : new Referral(request, acceptance, at, round, withdrawnAt, withdrawnRound,
                        round > declinedRound ? Math.max(endedRound, declinedRound) : endedRound, consents).settled();
    }

    /** The origin side took its decline of that round back. */
    Referral undeclined(int round) {
        return round == declinedRound ? new Referral(request, acceptance, null, 0, withdrawnAt, withdrawnRound, endedRound,
                consents) : this;
    }

    /** The later round that was withdrawn counts. */
    Referral withdrawn(Instant at, int round) {
        return round > 0 && round < withdrawnRound ? over(round)
                : new Referral(request, acceptance, declinedAt, declinedRound, at, round,
                        round > withdrawnRound ? Math.max(endedRound, withdrawnRound) : endedRound, consents).settled();
    }

    /** The same; that round ended before a later one that is known to have ended too. */
    private Referral over(int round) {
        return new Referral(request, acceptance, declinedAt, declinedRound, withdrawnAt, withdrawnRound,
                Math.max(endedRound, round), consents).settled();
    }

    Referral withConsents(Consents newConsents) {
        return new Referral(request, acceptance, declinedAt, declinedRound, withdrawnAt, withdrawnRound, endedRound, newConsents);
    }
}
