package org.safereturn.referral.referral.model;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.safereturn.access.scope.CaseScope;
import org.safereturn.messaging.outcome.Decision;
import org.safereturn.messaging.outcome.Rejection;
import org.safereturn.messaging.sealing.Sealed;
import org.safereturn.referral.model.Journey;
import org.safereturn.referral.model.Officer;
import org.safereturn.referral.model.Purpose;
import org.safereturn.referral.model.Side;
import org.safereturn.referral.referral.model.ReferralEvent.Acceptance;
import org.safereturn.referral.referral.model.ReferralEvent.CompletionRequest;
import org.safereturn.referral.referral.model.ReferralEvent.ConsentEffect;
import org.safereturn.referral.referral.model.ReferralEvent.Declination;
import org.safereturn.referral.referral.model.ReferralEvent.IssuedKey;
import org.safereturn.referral.referral.model.ReferralEvent.MachineReceipt;
import org.safereturn.referral.referral.model.ReferralEvent.Opening;
import org.safereturn.referral.referral.model.ReferralEvent.Withdrawal;

/**
 * One referral as one side holds it. The host submits, completes and withdraws; the origin opens, accepts, declines or
 * returns it. A withdrawal wins over everything else, whichever message comes first, so both sides end alike.
 *
 * <p>Methods named like an action decide about the own side's request and answer with events; methods named
 * {@code record...} take in what the other side already did and never refuse because of a state.
 *
 * @param round of the submission, from 1
 * @param receipt the machine's, once it is known here
 * @param opening the human's, of the present round
 * @param scope to whom in this ministry the case belongs
 */
public record Referral(String caseRef, Side side, Journey journey, ReferralState state, int round, Submission submission,
        Sealed content, @Nullable MachineReceipt receipt, @Nullable Opening opening, @Nullable CompletionRequest completion,
        @Nullable Acceptance acceptance, @Nullable Declination declination, @Nullable Withdrawal withdrawal,
        List<ConsentEffect> consentEffects, CaseScope scope) {

    private static final Set<ReferralState> ENDED = EnumSet.of(ReferralState.DECLINED, ReferralState.WITHDRAWN);

    /** Keeps its own copy of the list. */
    public Referral {
        consentEffects = List.copyOf(consentEffects);
        scope = CaseScope.orNobody(scope);
    }

    /** Sends a referral for the first time; a case is referred once. Who holds the case holds the referral too. */
    public static Decision<Referral, ReferralEvent> submit(Optional<Referral> known, String caseRef, Journey journey,
            Submission submission, Sealed content, IssuedKey key, CaseScope holders) {
        if (known.isPresent()) {
            return alreadyReferred(known.get());
        }
        return Decision.accept(fresh(caseRef, Side.OUTGOING, journey, submission, content).heldBy(holders),
                List.of(new ReferralEvent.CaseKeyIssued(submission.submittedAt(), submission.submittedBy(), key),
                        new ReferralEvent.ReferralSubmitted(submission, content)));
    }

    /** The answer to a second submission of a case. */
    public static Decision<Referral, ReferralEvent> alreadyReferred(Referral known) {
        return Decision.refuse(Rejection.conflict("referral-exists", "state", known.state.name(), "at",
                known.submission.submittedAt().toString()));
    }

    /** Takes in the peer's submission and answers with the machine's receipt. */
    public static Decision<Referral, ReferralEvent> receive(Optional<Referral> known, String caseRef, Journey journey,
            Submission submission, Sealed content, MachineReceipt receipt) {
        if (known.isEmpty()) {
            return received(fresh(caseRef, Side.INCOMING, journey, submission, content), receipt);
        }
        Referral before = known.get();
        if (before.side != Side.INCOMING || !before.journey.equals(journey)) {
            return Decision.refuse(Rejection.refused("referral-of-another-journey", "side", before.side.name()));
        }
        if (submission.round() <= before.round) {
            return Decision.refuse(Rejection.refused("round-out-of-date", "round", String.valueOf(before.round)));
        }
        return received(before.withSubmission(submission, content), receipt);
    }

    private static Decision<Referral, ReferralEvent> received(Referral referral, MachineReceipt receipt) {
        return Decision.accept(referral.withReceipt(receipt), List.of(new ReferralEvent.DeliveryReceipt(receipt)));
    }

    /** An officer of the origin opens it: the human receipt. */
    public Decision<Referral, ReferralEvent> open(Opening act) {
        Optional<Rejection> no = onlyFor(Side.INCOMING, "open");
        if (no.isPresent()) {
            return Decision.refuse(no.get());
        }
        if (state != ReferralState.REFERRED) {
            Opening first = opening;
            return Decision.refuse(state == ReferralState.RECEIVED && first != null
                    ? Rejection.conflict("already-opened", "officer", first.officer().reference(), "at",
                            first.openedAt().toString())
                    : wrongState("open"));
        }
        return Decision.accept(recordOpening(act), List.of(new ReferralEvent.ReferralReceived(act)));
    }

    /** The origin takes up the duty to trace; a second officer is told who was first. */
    public Decision<Referral, ReferralEvent> accept(Acceptance act) {
        Optional<Rejection> no = onlyFor(Side.INCOMING, "accept");
        if (no.isPresent()) {
            return Decision.refuse(no.get());
        }
        Acceptance first = acceptance;
        if (state == ReferralState.ACCEPTED && first != null) {
            return Decision.refuse(Rejection.conflict("already-accepted", "officer", first.officer().reference(), "at",
                    first.acceptedAt().toString()));
        }
        if (state != ReferralState.RECEIVED) {
            return Decision.refuse(wrongState("accept"));
        }
        return Decision.accept(recordAcceptance(act), List.of(new ReferralEvent.ReferralAccepted(act)));
    }

    /** The origin does not take it, with a reason; a duplicate names the case that survives. */
    public Decision<Referral, ReferralEvent> decline(Declination act) {
        Optional<Rejection> no = onlyFor(Side.INCOMING, "decline");
        if (no.isPresent()) {
            return Decision.refuse(no.get());
        }
        if (act.reason() == DeclineReason.UNKNOWN) {
            return Decision.refuse(Rejection.invalid("reason-missing"));
        }
        String survivor = act.survivingCaseRef();
        if ((act.reason() == DeclineReason.DUPLICATE) != (survivor != null)) {
            return Decision.refuse(Rejection.invalid("surviving-case-with-duplicate-only", "reason", act.reason().name()));
        }
        if (caseRef.equals(survivor)) {
            return Decision.refuse(Rejection.invalid("duplicate-of-itself"));
        }
        if (state != ReferralState.RECEIVED) {
            return Decision.refuse(wrongState("decline"));
        }
        return Decision.accept(recordDeclination(act), List.of(new ReferralEvent.ReferralDeclined(act)));
    }

    /** The origin names what is missing. */
    public Decision<Referral, ReferralEvent> returnForCompletion(CompletionRequest act) {
        Optional<Rejection> no = onlyFor(Side.INCOMING, "return-for-completion");
        if (no.isPresent()) {
            return Decision.refuse(no.get());
        }
        if (act.fields().isEmpty()) {
            return Decision.refuse(Rejection.invalid("completion-without-fields"));
        }
        if (state != ReferralState.RECEIVED) {
            return Decision.refuse(wrongState("return-for-completion"));
        }
        return Decision.accept(recordCompletionRequest(act),
                List.of(new ReferralEvent.ReferralReturnedForCompletion(act)));
    }

    /** The host sends the completed referral, same case, next round. */
    public Decision<Referral, ReferralEvent> resubmit(Submission submission, Sealed completed) {
        Optional<Rejection> no = mayResubmit();
        if (no.isPresent()) {
            return Decision.refuse(no.get());
        }
        return Decision.accept(withSubmission(submission.inRound(round + 1), completed),
                List.of(new ReferralEvent.ReferralSubmitted(submission.inRound(round + 1), completed)));
    }

    /** Why the referral cannot be sent again now, or empty when it can. */
    public Optional<Rejection> mayResubmit() {
        return onlyFor(Side.OUTGOING, "resubmit").or(() -> state == ReferralState.RETURNED_FOR_COMPLETION
                ? Optional.empty() : Optional.of(wrongState("resubmit")));
    }

    /** The host stops the case. Whether the person was already handed over is the repatriation's to say, before this. */
    public Decision<Referral, ReferralEvent> withdraw(Withdrawal act) {
        Optional<Rejection> no = mayWithdraw();
        if (no.isPresent()) {
            return Decision.refuse(no.get());
        }
        return Decision.accept(withWithdrawal(act), List.of(new ReferralEvent.ReferralWithdrawn(act)));
    }

    /** Why the referral cannot be withdrawn now, or empty when it can. */
    public Optional<Rejection> mayWithdraw() {
        return onlyFor(Side.OUTGOING, "withdraw")
                .or(() -> ended() ? Optional.of(wrongState("withdraw")) : Optional.empty());
    }

    /** The answer to a withdrawal after the person was handed over. */
    public static Decision<Referral, ReferralEvent> tooLateToWithdraw() {
        return Decision.refuse(Rejection.refused("withdrawal-after-handover"));
    }

    /** Takes in the peer's withdrawal and confirms what stopped here. */
    public Decision<Referral, ReferralEvent> receiveWithdrawal(Withdrawal act, ConsentEffect effect) {
        return Decision.accept(withWithdrawal(act).recordConsentEffect(effect),
                List.of(new ReferralEvent.ConsentEffectConfirmed(effect)));
    }

    /** Confirms to the peer what a withdrawn consent stopped here; the referral itself goes on. */
    public Decision<Referral, ReferralEvent> confirmConsentEffect(ConsentEffect effect) {
        return Decision.accept(recordConsentEffect(effect), List.of(new ReferralEvent.ConsentEffectConfirmed(effect)));
    }

    /** Takes in the machine's receipt. */
    public Referral recordReceipt(MachineReceipt told) {
        return withReceipt(told);
    }

    /** Takes in that an officer of the origin opened it. */
    public Referral recordOpening(Opening told) {
        return new Referral(caseRef, side, journey, unlessEnded(ReferralState.RECEIVED), round, submission, content, receipt,
                told, completion, acceptance, declination, withdrawal, consentEffects, scope);
    }

    /** Takes in what the origin misses. */
    public Referral recordCompletionRequest(CompletionRequest told) {
        return new Referral(caseRef, side, journey, unlessEnded(ReferralState.RETURNED_FOR_COMPLETION), round, submission,
                content, receipt, opening, told, acceptance, declination, withdrawal, consentEffects, scope);
    }

    /** Takes in that the origin accepted. */
    public Referral recordAcceptance(Acceptance told) {
        return new Referral(caseRef, side, journey, unlessEnded(ReferralState.ACCEPTED), round, submission, content, receipt,
                opening, completion, told, declination, withdrawal, consentEffects, answeredBy(told.officer(), told.unit()));
    }

    /** Takes in that the origin declined. */
    public Referral recordDeclination(Declination told) {
        return new Referral(caseRef, side, journey, unlessEnded(ReferralState.DECLINED), round, submission, content, receipt,
                opening, completion, acceptance, told, withdrawal, consentEffects, answeredBy(told.officer(), null));
    }

    /** Takes in what a withdrawal stopped on the other side. */
    public Referral recordConsentEffect(ConsentEffect told) {
        List<ConsentEffect> effects = new ArrayList<>(consentEffects);
        effects.add(told);
        return new Referral(caseRef, side, journey, state, round, submission, content, receipt, opening, completion,
                acceptance, declination, withdrawal, effects, scope);
    }

    /** The same referral, and the case belongs to these too. */
    public Referral heldBy(CaseScope more) {
        return new Referral(caseRef, side, journey, state, round, submission, content, receipt, opening, completion,
                acceptance, declination, withdrawal, consentEffects, scope.and(more));
    }

    /** Here it is the sender's; there the addressed unit's, and every contact point's until one answers. */
    private static CaseScope belongs(CaseScope before, Side side, Submission said) {
        return switch (side) {
            case OUTGOING -> before.withOfficer(said.submittedBy().reference(), said.submittedBy().unit())
                    .withUnit(said.sendingUnit());
            case INCOMING -> before.withUnit(said.receivingUnit()).offered();
        };
    }

    /** Who answers here holds the case; other contact points see it no longer. */
    private CaseScope answeredBy(Officer officer, @Nullable String unit) {
        return side == Side.INCOMING
                ? scope.withOfficer(officer.reference(), officer.unit()).withUnit(unit).taken() : scope;
    }

    /** Whether nothing more will come of it. */
    public boolean ended() {
        return ENDED.contains(state);
    }

    /** Whether withdrawing these purposes leaves the referral without a basis. */
    public static boolean losesItsBasis(Set<Purpose> withdrawn, Set<Purpose> standing) {
        return withdrawn.contains(Purpose.DATA_SHARING)
                || (!standing.contains(Purpose.TRACING) && !standing.contains(Purpose.NATIONALITY_CHECK));
    }

    private static Referral fresh(String caseRef, Side side, Journey journey, Submission submission, Sealed content) {
        return new Referral(caseRef, side, journey, ReferralState.REFERRED, submission.round(), submission, content, null,
                null, null, null, null, null, List.of(), belongs(CaseScope.NOBODY, side, submission));
    }

    private Referral withSubmission(Submission next, Sealed completed) {
        return new Referral(caseRef, side, journey, unlessEnded(ReferralState.REFERRED), next.round(), next, completed, null,
                null, null, acceptance, declination, withdrawal, consentEffects, belongs(scope, side, next));
    }

    private Referral withReceipt(MachineReceipt told) {
        return new Referral(caseRef, side, journey, state, round, submission, content, told, opening, completion, acceptance,
                declination, withdrawal, consentEffects, scope);
    }

    private Referral withWithdrawal(Withdrawal told) {
        return new Referral(caseRef, side, journey, ReferralState.WITHDRAWN, round, submission, content, receipt, opening,
                completion, acceptance, declination, told, consentEffects, scope.taken());
    }

    private ReferralState unlessEnded(ReferralState next) {
        return state == ReferralState.WITHDRAWN ? state : next;
    }

    private Optional<Rejection> onlyFor(Side allowed, String action) {
        return side == allowed ? Optional.empty()
                : Optional.of(Rejection.refused("wrong-side", "action", action, "side", side.name()));
    }

    private Rejection wrongState(String action) {
        return Rejection.refused("wrong-state", "action", action, "state", state.name());
    }
}
