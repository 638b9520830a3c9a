package org.safereturn.referralservice.repatriation.web;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;
import org.safereturn.access.form.FormView;
import org.safereturn.access.identity.ShowsCases;
import org.safereturn.messaging.event.Party;
import org.safereturn.messaging.form.Forms;
import org.safereturn.messaging.outcome.Aggregate;
import org.safereturn.referralservice.country.CountryProfile;
import org.safereturn.referralservice.referral.model.Side;
import org.safereturn.referralservice.referral.model.Submission;
import org.safereturn.referralservice.referral.model.Submission.CareFlag;
import org.safereturn.referralservice.repatriation.application.ReadRepatriations.Traveller;
import org.safereturn.referralservice.repatriation.model.Alarm;
import org.safereturn.referralservice.repatriation.model.Arrangement;
import org.safereturn.referralservice.repatriation.model.Arrangement.ClosedPoint;
import org.safereturn.referralservice.repatriation.model.Arrangement.Confirmation;
import org.safereturn.referralservice.repatriation.model.Arrangement.Suspension;
import org.safereturn.referralservice.repatriation.model.Discrepancy;
import org.safereturn.referralservice.repatriation.model.Repatriation;
import org.safereturn.referralservice.repatriation.model.RepatriationState;
import org.safereturn.referralservice.repatriation.model.ReturnDecision;
import org.safereturn.referralservice.repatriation.model.TracingResult;

/**
 * A repatriation as it is shown.
 *
 * @param round of the referral that the return belongs to; absent while nobody has named one
 * @param proposal the plan on the table; its care needs are shown only where they were opened
 * @param closure why the return stands still by itself; absent where no closed crossing point holds it up
 * @param awaitsNewPlan whether nothing else holds it up, so that another plan lets it go on
 * @param suspendedHere whether an officer of this side suspended it
 * @param acknowledged the latest version of a result that the host opened, 0 while there is none
 * @param earlierDecisions that were superseded, oldest first
 * @param earlierHandovers superseded revisions, oldest first
 * @param earlierArrivals superseded revisions, oldest first
 * @param discrepancies between what was agreed and what was recorded
 * @param alarms what somebody must look after
 * @param warnings ids of rules that warned on the way and did not refuse
 * @param careNeeds for the journey, only where they were opened
 * @param traveller who comes, in the answer to a single one only
 * @param resultFirst whether this ministry refuses a return of this direction that gets ahead of the tracing result
 * @param handoverRefusedBy ids of the rules that refuse a handover now, the one that weighs most first, in the answer to a
 *     single one only; an emergency override passes them over, and the record of the handover names them
 * @param forms the versions of forms that the case was recorded on, in the answer to a single one only
 * @param proceedingsHoldSince since when the person agrees that the return waits for proceedings, in the answer to a single one
 *     of the own host only; it refuses nothing, and the other country is not told
 */
record RepatriationView(String caseRef, Side side, String hostCountry, String originCountry, RepatriationState state,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Integer round, long version, @Nullable TracingResult result,
        int acknowledged, @Nullable ReturnDecision decision,
        List<ReturnDecision> earlierDecisions, @Nullable Plan proposal,
        @Nullable Confirmation confirmation, List<Suspension> suspensions,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable ClosureView closure, boolean awaitsNewPlan, boolean suspendedHere,
        boolean returnConsentEnded,
        @Nullable HandoverView handover, List<HandoverView> earlierHandovers, @Nullable ArrivalView arrival,
        List<ArrivalView> earlierArrivals, List<Discrepancy> discrepancies, List<Alarm> alarms, @Nullable Instant withdrawnAt,
        List<String> warnings,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable CareNeedsView careNeeds,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable TravellerView traveller, boolean resultFirst,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<String> handoverRefusedBy,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<FormView> forms,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable LocalDate proceedingsHoldSince)
        implements ShowsCases {

    @Override
    public Collection<String> shownCases() {
        return List.of(caseRef);
    }

    /**
     * What whoever receives the person must know to say yes.
     *
     * @param careFlags special needs; absent where they are sealed and not opened
     */
    record TravellerView(Submission.Sex sex, Submission.AgeGroup ageGroup,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<CareFlag> careFlags) {

        static TravellerView of(Traveller traveller) {
            return new TravellerView(traveller.sex(), traveller.ageGroup(), traveller.careFlags().orElse(null));
        }
    }

    /**
     * A closed crossing point that holds the return up.
     *
     * @param crossingPoint the closed one
     * @param alternativeCrossingPoint that can be used instead, absent where none is named
     * @param expectedUntil last day of the closure, absent where nobody knows
     */
    record ClosureView(String crossingPoint, @Nullable String alternativeCrossingPoint, @Nullable LocalDate expectedUntil) {

        static @Nullable ClosureView of(Repatriation known) {
            Suspension held = known.heldUpAtClosedPoint().orElse(null);
            ClosedPoint closed = held == null ? null : held.closedPoint();
            return held == null || closed == null ? null
                    : new ClosureView(closed.crossingPoint(), closed.alternativeCrossingPoint(), held.expectedUntil());
        }
    }

    /** The plan without its sealed part. */
    record Plan(int number, Party movedBy, Instant movedAt, Arrangement.@Nullable ChangeReason reason,
            LocalDate windowFrom, LocalDate windowTo, String crossingPoint,
            @Nullable String alternativeCrossingPoint, @Nullable String receptionUnit, Arrangement.TransportMode mode,
            @Nullable String escortRole, Arrangement.@Nullable TravelDocument documentType,
            @Nullable Boolean specialTransport,
            @Nullable String interpreterLanguage, boolean careNeedsSent) {

        static @Nullable Plan of(@Nullable Arrangement plan) {
            return plan == null ? null : new Plan(plan.number(), plan.movedBy(), plan.movedAt(), plan.reason(),
                    plan.windowFrom(), plan.windowTo(), plan.crossingPoint(), plan.alternativeCrossingPoint(),
                    plan.receptionUnit(), plan.mode(), plan.escortRole(), plan.documentType(), plan.specialTransport(),
                    plan.interpreterLanguage(), plan.careNeeds() != null);
        }
    }

    static RepatriationView of(Aggregate<Repatriation> repatriation, CountryProfile profile) {
        return shown(repatriation, profile, null, null, null, null, null, null);
    }

    static RepatriationView opened(Aggregate<Repatriation> aggregate, CountryProfile profile,
            @Nullable CareNeedsView needs, @Nullable String note, @Nullable Traveller traveller,
            @Nullable List<String> refusing, @Nullable LocalDate waitsSince, Forms forms) {
        return shown(aggregate, profile, needs, note, traveller, refusing, FormView.of(aggregate.forms(), forms), waitsSince);
    }

    private static RepatriationView shown(Aggregate<Repatriation> aggregate, CountryProfile profile,
            @Nullable CareNeedsView needs, @Nullable String note, @Nullable Traveller traveller,
            @Nullable List<String> refusing, @Nullable List<FormView> forms, @Nullable LocalDate waitsSince) {
        Repatriation known = aggregate.state();
        return new RepatriationView(known.caseRef(), known.side(), known.journey().host(), known.journey().origin(),
                known.state(), known.referralRound() == 0 ? null : (Integer) known.referralRound(), aggregate.version(),
                known.result(), known.acknowledged(), known.decision(),
                known.earlierDecisions(), Plan.of(known.arrangement()), known.confirmation(), known.suspensions(),
                ClosureView.of(known), known.awaitsNewPlan(), known.suspendedBy(known.ownParty()),
                known.returnConsentEnded(), HandoverView.of(known.handover(), known.overrideConfirmation(), profile, note),
                known.earlierHandovers().stream().map(each -> HandoverView.superseded(each, profile)).toList(),
                ArrivalView.of(known.arrival()), known.earlierArrivals().stream().map(ArrivalView::shown).toList(),
                known.discrepancies(), known.alarms(), known.withdrawnAt(), known.warnings(), needs,
                traveller == null ? null : TravellerView.of(traveller), profile.resultFirst(known.journey()), refusing,
                forms, waitsSince);
    }
}
