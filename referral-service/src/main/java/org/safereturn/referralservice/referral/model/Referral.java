package org.safereturn.referralservice.referral.model;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.safereturn.access.scope.CaseScope;
import org.safereturn.messaging.event.Journey;
import org.safereturn.messaging.event.Officer;
import org.safereturn.messaging.outcome.Decision;
import org.safereturn.messaging.outcome.Rejection;
import org.safereturn.messaging.sealing.Sealed;
import org.safereturn.referralservice.referral.model.ReferralEvent.Acceptance;
import org.safereturn.referralservice.referral.model.ReferralEvent.CaseKeyIssued;
import org.safereturn.referralservice.referral.model.ReferralEvent.CompletionRequest;
import org.safereturn.referralservice.referral.model.ReferralEvent.ConsentEffect;
import org.safereturn.referralservice.referral.model.ReferralEvent.ConsentEffectConfirmed;
import org.safereturn.referralservice.referral.model.ReferralEvent.Declination;
import org.safereturn.referralservice.referral.model.ReferralEvent.DeliveryReceipt;
import org.safereturn.referralservice.referral.model.ReferralEvent.EarlierDeclination;
import org.safereturn.referralservice.referral.model.ReferralEvent.EarlierRound;
import org.safereturn.referralservice.referral.model.ReferralEvent.IssuedKey;
import org.safereturn.referralservice.referral.model.ReferralEvent.MachineReceipt;
import org.safereturn.referralservice.referral.model.ReferralEvent.Opening;
import org.safereturn.referralservice.referral.model.ReferralEvent.ReferralAccepted;
import org.safereturn.referralservice.referral.model.ReferralEvent.ReferralDeclineRevoked;
import org.safereturn.referralservice.referral.model.ReferralEvent.ReferralDeclined;
import org.safereturn.referralservice.referral.model.ReferralEvent.ReferralReceived;
import org.safereturn.referralservice.referral.model.ReferralEvent.ReferralReturnedForCompletion;
import org.safereturn.referralservice.referral.model.ReferralEvent.ReferralSubmitted;
import org.safereturn.referralservice.referral.model.ReferralEvent.ReferralWithdrawn;
import org.safereturn.referralservice.referral.model.ReferralEvent.Revocation;
import org.safereturn.referralservice.referral.model.ReferralEvent.Withdrawal;
import org.safereturn.referralservice.standing.model.Consent.Purpose;

/**
 * One referral as one side holds it. The host submits, completes, withdraws and refers again; the origin opens, accepts,
 * declines or returns it. A withdrawal wins over everything else of its round, whichever message comes first, so both sides
 * end alike; nothing of an earlier round touches the present one.
 *
 * <p>A method named like an action decides about the own side's request: it answers events, or which rule says no.
 * {@link #hear} takes in what the other side already did and never refuses because of a state. Both change the referral by
 * {@link #evolve} only.
 *
 * @param round of the submission, from 1
 * @param receipt the machine's, once it is known here
 * @param opening the human's, of the present round
 * @param acceptance of the present round
 * @param declination of the present round
 * @param earlierDeclinations that no longer stand, oldest first
 * @param earlierRounds that are over, oldest first
 * @param withdrawal of the present round
 * @param scope to whom in this ministry the case belongs
 */
public record Referral(String caseRef, Side side, Journey journey, ReferralState state, int round, Submission submission,
        Sealed content, @Nullable MachineReceipt receipt, @Nullable Opening opening, @Nullable CompletionRequest completion,
        @Nullable Acceptance acceptance, @Nullable Declination declination, List<EarlierDeclination> earlierDeclinations,
        List<EarlierRound> earlierRounds, @Nullable Withdrawal withdrawal, List<ConsentEffect> consentEffects, CaseScope scope) {

    private static final String RESUBMIT = "resubmit";
    private static final Set<ReferralState> ENDED = EnumSet.of(ReferralState.DECLINED, ReferralState.WITHDRAWN);

    /** Keeps its own copies of the lists; a document of an older release has no earlier declinations or rounds. */
    public Referral {
        earlierDeclinations = earlierDeclinations == null ? List.of() : List.copyOf(earlierDeclinations);
        earlierRounds = earlierRounds == null ? List.of() : List.copyOf(earlierRounds);
        consentEffects = List.copyOf(consentEffects);
        scope = CaseScope.orNobody(scope);
    }

    private static Referral begun(String caseRef, Side side, Journey journey, ReferralSubmitted first) {
        Referral nobodys = new Referral(caseRef, side, journey, ReferralState.REFERRED, first.submission().round(),
                first.submission(), first.content(), null, null, null, null, null, List.of(), List.of(), null, List.of(),
                CaseScope.NOBODY);
        return nobodys.evolve(first);
    }

    // What the host does

    /** Sends a referral for the first time; a case is referred once. Who holds the case holds the referral too. */
    public static Decision<Referral, ReferralEvent> submit(Optional<Referral> known, String caseRef, Journey journey,
            Submission submission, Sealed content, IssuedKey key, CaseScope holders) {
        if (known.isPresent()) {
            return alreadyReferred(known.get());
        }
        ReferralSubmitted submitted = new ReferralSubmitted(submission, content);
        return Decision.accept(begun(caseRef, Side.OUTGOING, journey, submitted).heldBy(holders),
                List.of(new CaseKeyIssued(submission.submittedAt(), submission.submittedBy(), key), submitted));
    }

    /** The answer to a second submission of a case. */
    public static Decision<Referral, ReferralEvent> alreadyReferred(Referral known) {
        return Decision.refuse(Rejection.conflict("referral-exists", "state", known.state.name(), "at",
                known.submission.submittedAt().toString()));
    }

    /** Sends the referral again, same case, next round: completed, or after a decline or withdrawal that was not for good. */
    public Decision<Referral, ReferralEvent> resubmit(Submission submission, Sealed completed) {
        return unless(mayResubmit(), () -> new ReferralSubmitted(submission.inRound(round + 1), completed));
    }

    /** Why the referral cannot be sent again now, or empty when it can. */
    public Optional<Rejection> mayResubmit() {
        Declination declined = declination;
        Withdrawal taken = withdrawal;
        return onlyFor(Side.OUTGOING, RESUBMIT).or(() -> switch (state) {
            case RETURNED_FOR_COMPLETION -> Optional.empty();
            case DECLINED -> no(declined == null || !mayBeReferredAgain(declined),
                    () -> Rejection.refused("declined-as-duplicate"));
            case WITHDRAWN -> no(taken == null || !taken.reason().letsReferAgain(), () -> Rejection.refused("withdrawn-for-good",
                    "reason", (taken == null ? Withdrawal.Reason.UNKNOWN : taken.reason()).name()));
            case REFERRED, RECEIVED, ACCEPTED -> Optional.of(wrongState(RESUBMIT));
        });
    }

    /** When the present round ended without a result: it was declined or withdrawn; empty while it goes on. */
    public Optional<Instant> endedAt() {
        return ENDED.contains(state) ? Optional.ofNullable(withdrawal).map(Withdrawal::withdrawnAt)
                .or(() -> Optional.ofNullable(declination).map(Declination::declinedAt)) : Optional.empty();
    }

    /** The answer to a referral again of a person who was handed over. */
    public static Rejection tooLateToReferAgain() {
        return Rejection.refused("referral-after-handover");
    }

    /** A reason that only a newer peer knows may mean another case too. */
    private static boolean mayBeReferredAgain(Declination declined) {
        return switch (declined.reason()) {
            case NOT_OUR_NATIONAL_CLAIM, OUT_OF_SCOPE, INSUFFICIENT_AFTER_ROUNDS -> true;
            case DUPLICATE, UNKNOWN -> false;
        };
    }

    /** Stops the case. Whether the person was already handed over is the repatriation's to say, before this. */
    public Decision<Referral, ReferralEvent> withdraw(Withdrawal act) {
        return unless(mayWithdraw(), () -> new ReferralWithdrawn(round, act));
    }

    /** Why the referral cannot be withdrawn now, or empty when it can. */
    public Optional<Rejection> mayWithdraw() {
        return onlyFor(Side.OUTGOING, "withdraw")
                .or(() -> no(ENDED.contains(state), () -> wrongState("withdraw")));
    }

    /** Ends it, also when it was declined, for the host merged the case into another one; one that was withdrawn stays so. */
    public Decision<Referral, ReferralEvent> merge(Withdrawal act) {
        return state == ReferralState.WITHDRAWN ? Decision.accept(this, List.of())
                : unless(onlyFor(Side.OUTGOING, "withdraw"), () -> new ReferralWithdrawn(round, act));
    }

    /** The answer to a withdrawal after the person was handed over. */
    public static Decision<Referral, ReferralEvent> tooLateToWithdraw() {
        return Decision.refuse(Rejection.refused("withdrawal-after-handover"));
    }

    // What the origin does

    /** An officer opens it: the human receipt. */
    public Decision<Referral, ReferralEvent> open(Opening act) {
        Opening first = opening;
        return unless(onlyFor(Side.INCOMING, "open")
                .or(() -> state == ReferralState.RECEIVED && first != null
                        ? already("already-opened", first.officer(), first.openedAt().toString()) : Optional.empty())
                .or(() -> onlyIn(ReferralState.REFERRED, "open")), () -> new ReferralReceived(round, act));
    }

    /**
     * The origin takes up the duty to trace; a second officer is told who was first. Who accepts what nobody has opened
     * opens it.
     */
    public Decision<Referral, ReferralEvent> accept(Acceptance act) {
        Acceptance first = acceptance;
        Optional<Rejection> no = onlyFor(Side.INCOMING, "accept")
                .or(() -> state == ReferralState.ACCEPTED && first != null
                        ? already("already-accepted", first.officer(), first.acceptedAt().toString()) : Optional.empty())
                .or(() -> state == ReferralState.REFERRED ? Optional.empty() : onlyIn(ReferralState.RECEIVED, "accept"));
        if (no.isPresent()) {
            return Decision.refuse(no.get());
        }
        ReferralAccepted accepted = new ReferralAccepted(round, act);
        if (state == ReferralState.RECEIVED) {
            return answering(accepted);
        }
        ReferralReceived received = new ReferralReceived(round, new Opening(act.officer(), act.acceptedAt()));
        return Decision.accept(evolve(received).evolve(accepted), List.of(received, accepted));
    }

    /**
     * The origin does not take it, with a reason; a duplicate names the case that survives.
     *
     * @param other the case of that reference, where one is held here
     */
    public Decision<Referral, ReferralEvent> decline(Declination act, Optional<Referral> other) {
        String survivor = act.survivingCaseRef();
        return unless(onlyFor(Side.INCOMING, "decline")
                .or(() -> no(act.reason() == Declination.Reason.UNKNOWN, () -> Rejection.invalid("reason-missing")))
                .or(() -> no((act.reason() == Declination.Reason.DUPLICATE) != (survivor != null),
                        () -> Rejection.invalid("surviving-case-with-duplicate-only", "reason", act.reason().name())))
                .or(() -> no(caseRef.equals(survivor), () -> Rejection.invalid("duplicate-of-itself")))
                .or(() -> no(survivor != null && other.filter(this::isKnownToTheSameSides).isEmpty(),
                        () -> Rejection.refused("surviving-case-unknown")))
                .or(() -> no(other.filter(each -> ENDED.contains(each.state)).isPresent(),
                        () -> Rejection.refused("surviving-case-ended", "state", other.orElseThrow().state.name())))
                .or(() -> onlyIn(ReferralState.RECEIVED, "decline")), () -> new ReferralDeclined(round, act));
    }

    /** Whether a decline of this one as a duplicate may name the other as the case that goes on. */
    public boolean mayGoOnIn(Referral other) {
        return !caseRef.equals(other.caseRef) && isKnownToTheSameSides(other) && !ENDED.contains(other.state);
    }

    private boolean isKnownToTheSameSides(Referral other) {
        return other.side == side && other.journey.equals(journey);
    }

    /** The origin takes its decline back, while nothing followed it. */
    public Decision<Referral, ReferralEvent> revokeDecline(Revocation act) {
        return unless(onlyFor(Side.INCOMING, "declination-revocation")
                .or(() -> onlyIn(ReferralState.DECLINED, "declination-revocation")),
                () -> new ReferralDeclineRevoked(round, act));
    }

    /** The origin names what is missing. */
    public Decision<Referral, ReferralEvent> returnForCompletion(CompletionRequest act) {
        return unless(onlyFor(Side.INCOMING, "return-for-completion")
                .or(() -> no(act.fields().isEmpty(), () -> Rejection.invalid("completion-without-fields")))
                .or(() -> onlyIn(ReferralState.RECEIVED, "return-for-completion")),
                () -> new ReferralReturnedForCompletion(round, act));
    }

    // What the other side did

    /** Takes in the host's submission and answers with the machine's receipt. */
    public static Decision<Referral, ReferralEvent> receive(Optional<Referral> known, String caseRef, Journey journey,
            ReferralSubmitted told, MachineReceipt receipt) {
        if (known.isEmpty()) {
            return begun(caseRef, Side.INCOMING, journey, told)
                    .answering(new DeliveryReceipt(told.submission().round(), receipt));
        }
        Referral before = known.get();
        if (before.side != Side.INCOMING || !before.journey.equals(journey)) {
            return before.otherJourney();
        }
        if (told.submission().round() <= before.round) {
            return Decision.refuse(Rejection.refused("round-out-of-date", "round", String.valueOf(before.round)));
        }
        return before.evolve(told).answering(new DeliveryReceipt(told.submission().round(), receipt));
    }

    /** Takes in what the other side did; only what it says of another journey than this one is refused. */
    public Decision<Referral, ReferralEvent> hear(Journey of, ReferralEvent told) {
        return of.equals(journey) ? Decision.accept(evolve(told), List.of()) : otherJourney();
    }

    /** Takes in the host's withdrawal and confirms what stopped here. */
    public Decision<Referral, ReferralEvent> hearWithdrawal(Journey of, ReferralWithdrawn told, ConsentEffect effect) {
        return of.equals(journey) ? evolve(told).answering(new ConsentEffectConfirmed(effect)) : otherJourney();
    }

    /** Confirms to the host what a withdrawn consent stopped here; the referral itself goes on. */
    public Decision<Referral, ReferralEvent> confirm(ConsentEffect effect) {
        return answering(new ConsentEffectConfirmed(effect));
    }

    // What happened

    /** The referral after an event, whichever side it happened on. */
    public Referral evolve(ReferralEvent event) {
        Draft next = new Draft(this);
        switch (event) {
            case CaseKeyIssued _ -> { }
            case ReferralSubmitted told -> next.submitted(told);
            case DeliveryReceipt told -> next.receipt = isEarlier(told.round()) ? receipt : told.receipt();
            case ReferralReceived told -> next.of(told.round(), () -> {
                next.opening = told.opening();
                next.state = ReferralState.RECEIVED;
            });
            case ReferralReturnedForCompletion told -> next.of(told.round(), () -> {
                next.completion = told.request();
                next.state = ReferralState.RETURNED_FOR_COMPLETION;
            });
            case ReferralAccepted told -> next.of(told.round(), () -> {
                next.acceptance = told.acceptance();
                next.state = ReferralState.ACCEPTED;
                next.answeredBy(told.acceptance().officer(), told.acceptance().unit());
            });
            case ReferralDeclined told -> next.of(told.round(), () -> {
                next.declination = told.declination();
                next.state = ReferralState.DECLINED;
                next.answeredBy(told.declination().officer(), null);
            });
            case ReferralDeclineRevoked told -> next.revoked(told);
            case ReferralWithdrawn told -> next.withdrawn(told);
            case ConsentEffectConfirmed told -> next.consentEffects.add(told.effect());
        }
        return next.build();
    }

    /** The same referral, and the case belongs to these too. */
    public Referral heldBy(CaseScope more) {
        Draft next = new Draft(this);
        next.scope = scope.and(more);
        return next.build();
    }

    /** Whether that round is over. One that an older release did not name is the present one: what it tells comes in order. */
    public boolean isEarlier(int told) {
        return told > 0 && told < round;
    }

    /** When the other side said that the withdrawal of the present round took effect there; empty while it has not. */
    public Optional<Instant> confirmedByOtherSide() {
        return side == Side.INCOMING ? Optional.empty() : consentEffects.stream()
                .filter(each -> each.round() > 0 ? each.round() == round
                        : !each.confirmedAt().isBefore(submission.submittedAt()))
                .map(ConsentEffect::confirmedAt).max(Comparator.naturalOrder());
    }

    /** Whether the own ministry, as the host, withdrew it. */
    public boolean withdrawnHere() {
        return side == Side.OUTGOING && state == ReferralState.WITHDRAWN;
    }

    /** Whether withdrawing these purposes leaves the referral without a basis: nothing that it asks stands any more. */
    public boolean losesItsBasis(Set<Purpose> withdrawn, Set<Purpose> standing) {
        return withdrawn.contains(Purpose.DATA_SHARING)
                || submission.tracks().stream().noneMatch(standing::contains);
    }

    private Decision<Referral, ReferralEvent> unless(Optional<Rejection> no, Supplier<ReferralEvent> event) {
        return no.<Decision<Referral, ReferralEvent>>map(Decision::refuse).orElseGet(() -> answering(event.get()));
    }

    private Decision<Referral, ReferralEvent> answering(ReferralEvent event) {
        return Decision.accept(evolve(event), List.of(event));
    }

    private Optional<Rejection> onlyFor(Side allowed, String action) {
        return no(side != allowed, () -> Rejection.refused("wrong-side", "action", action, "side", side.name()));
    }

    private Optional<Rejection> onlyIn(ReferralState allowed, String action) {
        return no(state != allowed, () -> wrongState(action));
    }

    private Rejection wrongState(String action) {
        return Rejection.refused("wrong-state", "action", action, "state", state.name(), "next", state.next().name());
    }

    private Decision<Referral, ReferralEvent> otherJourney() {
        return Decision.refuse(Rejection.refused("referral-of-another-journey", "side", side.name()));
    }

    private static Optional<Rejection> already(String rule, Officer first, String at) {
        return Optional.of(Rejection.conflict(rule, "officer", first.reference(), "at", at));
    }

    private static Optional<Rejection> no(boolean violated, Supplier<Rejection> rejection) {
        return violated ? Optional.of(rejection.get()) : Optional.empty();
    }

    /** The referral while it changes. */
    private static final class Draft {

        private final Referral before;
        private ReferralState state;
        private Submission submission;
        private Sealed content;
        private @Nullable MachineReceipt receipt;
        private @Nullable Opening opening;
        private @Nullable CompletionRequest completion;
        private @Nullable Acceptance acceptance;
        private @Nullable Declination declination;
        private final List<EarlierDeclination> earlierDeclinations;
        private final List<EarlierRound> earlierRounds;
        private @Nullable Withdrawal withdrawal;
        private final List<ConsentEffect> consentEffects;
        private CaseScope scope;

        private Draft(Referral before) {
            this.before = before;
            this.state = before.state;
            this.submission = before.submission;
            this.content = before.content;
            this.receipt = before.receipt;
            this.opening = before.opening;
            this.completion = before.completion;
            this.acceptance = before.acceptance;
            this.declination = before.declination;
            this.earlierDeclinations = new ArrayList<>(before.earlierDeclinations);
            this.earlierRounds = new ArrayList<>(before.earlierRounds);
            this.withdrawal = before.withdrawal;
            this.consentEffects = new ArrayList<>(before.consentEffects);
            this.scope = before.scope;
        }

        /** Here it is the sender's; there the addressed unit's, and every contact point's until one answers. */
        private void submitted(ReferralSubmitted told) {
            noLongerDeclined(null);
            if (told.submission().round() > submission.round()) {
                earlierRounds.add(new EarlierRound(submission.round(), submission.submittedAt(), submission.submittedBy(),
                        opening, acceptance, withdrawal));
            }
            submission = told.submission();
            content = told.content();
            receipt = null;
            opening = null;
            completion = null;
            acceptance = null;
            withdrawal = null;
            state = ReferralState.REFERRED;
            scope = switch (before.side) {
                case OUTGOING -> scope.withOfficer(submission.submittedBy().reference(), submission.submittedBy().unit())
                        .withUnit(submission.sendingUnit());
                case INCOMING -> scope.withUnit(submission.receivingUnit()).offered();
            };
        }

        /** What the origin says of a round that is over changes nothing. */
        private void of(int round, Runnable change) {
            if (!before.isEarlier(round)) {
                change.run();
            }
        }

        private void withdrawn(ReferralWithdrawn told) {
            if (before.isEarlier(told.round())) {
                earlierRounds.replaceAll(each -> each.round() == told.round() ? each.withdrawn(told.withdrawal()) : each);
            } else {
                withdrawal = told.withdrawal();
            }
        }

        /** What the host sent meanwhile outweighs it. */
        private void revoked(ReferralDeclineRevoked told) {
            if (state == ReferralState.DECLINED && told.round() == submission.round()) {
                noLongerDeclined(told.revocation());
                state = ReferralState.RECEIVED;
                scope = before.side == Side.INCOMING ? scope.offered() : scope;
            }
        }

        private void noLongerDeclined(@Nullable Revocation revocation) {
            if (declination != null) {
                earlierDeclinations.add(new EarlierDeclination(submission.round(), declination, revocation));
                declination = null;
            }
        }

        /** Who answers here holds the case; other contact points see it no longer. */
        private void answeredBy(Officer officer, @Nullable String unit) {
            if (before.side == Side.INCOMING) {
                scope = scope.withOfficer(officer.reference(), officer.unit()).withUnit(unit).taken();
            }
        }

        private Referral build() {
            return new Referral(before.caseRef, before.side, before.journey,
                    withdrawal == null ? state : ReferralState.WITHDRAWN, submission.round(), submission, content, receipt,
                    opening, completion, acceptance, declination, earlierDeclinations, earlierRounds, withdrawal,
                    consentEffects, withdrawal == null ? scope : scope.taken());
        }
    }
}
