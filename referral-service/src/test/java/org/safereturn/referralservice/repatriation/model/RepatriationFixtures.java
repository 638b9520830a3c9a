package org.safereturn.referralservice.repatriation.model;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.safereturn.access.scope.ContactPoints;
import org.safereturn.access.time.Correction;
import org.safereturn.access.time.Moment;
import org.safereturn.messaging.event.Journey;
import org.safereturn.messaging.event.Officer;
import org.safereturn.messaging.event.Party;
import org.safereturn.referralservice.crossing.model.Crossings;
import org.safereturn.referralservice.referral.model.Side;
import org.safereturn.referralservice.repatriation.model.Arrangement.Agreement;
import org.safereturn.referralservice.repatriation.model.Arrangement.ChangeReason;
import org.safereturn.referralservice.repatriation.model.Arrangement.ClosedPoint;
import org.safereturn.referralservice.repatriation.model.Arrangement.Confirmation;
import org.safereturn.referralservice.repatriation.model.Arrangement.Rescheduling;
import org.safereturn.referralservice.repatriation.model.Arrangement.Suspension;
import org.safereturn.referralservice.repatriation.model.Arrangement.TransportMode;
import org.safereturn.referralservice.repatriation.model.Arrangement.TravelDocument;
import org.safereturn.referralservice.repatriation.model.Handover.ChecklistItem;
import org.safereturn.referralservice.repatriation.model.Handover.EmergencyOverride;
import org.safereturn.referralservice.repatriation.model.RepatriationEvent.ArrivalConfirmed;
import org.safereturn.referralservice.repatriation.model.RepatriationEvent.HandoverExecuted;
import org.safereturn.referralservice.repatriation.model.RepatriationEvent.RepatriationConfirmed;
import org.safereturn.referralservice.repatriation.model.RepatriationEvent.ResultKnown;
import org.safereturn.referralservice.repatriation.model.ReturnDecision.Choice;
import org.safereturn.referralservice.repatriation.model.ReturnDecision.Destination;
import org.safereturn.referralservice.repatriation.model.ReturnDecision.Risk;
import org.safereturn.referralservice.repatriation.model.TracingResult.Family;
import org.safereturn.referralservice.repatriation.model.TracingResult.Nationality;
import org.safereturn.referralservice.standing.model.CaseStanding;
import org.safereturn.referralservice.standing.model.Childhood;
import org.safereturn.referralservice.standing.model.Consent;

import static org.safereturn.referralservice.referral.model.ReferralFixtures.CASE;
import static org.safereturn.referralservice.referral.model.ReferralFixtures.HOST_OFFICER;
import static org.safereturn.referralservice.referral.model.ReferralFixtures.NOW;
import static org.safereturn.referralservice.referral.model.ReferralFixtures.ORIGIN_OFFICER;
import static org.safereturn.referralservice.referral.model.ReferralFixtures.TODAY;
import static org.safereturn.referralservice.referral.model.ReferralFixtures.accepted;
import static org.safereturn.referralservice.referral.model.ReferralFixtures.refused;
import static org.safereturn.referralservice.referral.model.ReferralFixtures.standing;

/** Returns of one made-up case, and what officers of both sides do in it. */
final class RepatriationFixtures {

    static final Journey JOURNEY = new Journey("AA", "BB");
    static final ReturnPolicy.Order STRICT_ORDER = new ReturnPolicy.Order(true, true);
    static final List<CheckedItem> CHECKED = allDone();
    static final Officer SECOND_OFFICER = new Officer("host-case-2", "CASE_MANAGER", "HOST-UNIT", "AA");
    static final EmergencyOverride OVERRIDE =
            new EmergencyOverride("DUTY-DESK", EmergencyOverride.Reason.DANGER_TO_LIFE, "none", null);
    static final ContactPoints AT_POINT = new ContactPoints() {

        @Override
        public boolean contain(String unit) {
            return false;
        }

        @Override
        public Set<String> receivesAt(String unit) {
            return unit.equals("ANY-CENTRE") ? Set.of("POINT") : Set.of("FAR-POINT");
        }
    };
    static final ReturnPolicy STRICT = policy(true, false);
    static final ReturnPolicy LENIENT = policy(false, false);
    static final ReturnPolicy CHILD = policy(true, true);

    private RepatriationFixtures() {
    }

    static Repatriation host() {
        return Repatriation.of(CASE, Side.OUTGOING, JOURNEY);
    }

    static Repatriation origin() {
        return Repatriation.of(CASE, Side.INCOMING, JOURNEY);
    }

    static Repatriation resulted() {
        return opened(result(1, Nationality.CONFIRMED, Family.LOCATED_ABLE));
    }

    static Repatriation opened(TracingResult result) {
        return host().evolve(new ResultKnown(result))
                .evolve(new RepatriationEvent.ResultAcknowledged(NOW, result.version()));
    }

    static Repatriation decided() {
        return accepted(resulted().decide(decision(), STRICT));
    }

    static Repatriation proposed() {
        return accepted(decided().propose(plan(), STRICT));
    }

    static Repatriation confirmed() {
        return proposed().evolve(new RepatriationConfirmed(confirmation(1)));
    }

    static Repatriation originOf(Repatriation host) {
        return new Repatriation(CASE, Side.INCOMING, JOURNEY, host.state(), host.result(), host.firstResultAt(),
                host.acknowledged(), host.decision(), host.earlierDecisions(), host.round(), host.referralRound(), host.arrangement(),
                host.confirmation(), host.suspensions(), host.pauses(), host.returnConsentEnded(), host.returnConsentVersion(),
                host.handover(), host.earlierHandovers(), host.overrideConfirmation(), host.arrival(),
                host.earlierArrivals(), host.discrepancies(), host.alarms(), host.withdrawnAt(), host.warnings(),
                host.scope());
    }

    /** The plan is agreed to on that day, and the rest is as planned where it is not said. */
    static Agreement agreement(LocalDate day, @Nullable String crossing, @Nullable String unit, boolean capacity,
            boolean support) {
        return new Agreement(ORIGIN_OFFICER, NOW, day, crossing, unit, "DUTY", null, capacity, support);
    }

    static Agreement agreement(boolean capacity, boolean support) {
        return agreement(TODAY.plusDays(5), "POINT", "RECEPTION", capacity, support);
    }

    static String confirming(Repatriation origin, Agreement act) {
        return refused(origin.confirm(act, STRICT)).rule();
    }

    static ReturnPolicy policy(boolean strict, boolean child) {
        return policy(new ReturnPolicy.Order(strict, strict), child, standing(JOURNEY, Consent.Giver.GUARDIAN),
                "host-intake-9");
    }

    static ReturnPolicy policy(ReturnPolicy.Order order, boolean child, @Nullable CaseStanding standing,
            String submittedBy) {
        return policy(order, child, standing, Crossings.OPEN, submittedBy);
    }

    /** The strict rules where this is said of crossing points. */
    static ReturnPolicy policy(Crossings crossings) {
        return policy(STRICT_ORDER, false, standing(JOURNEY, Consent.Giver.GUARDIAN), crossings, "host-intake-9");
    }

    private static ReturnPolicy policy(ReturnPolicy.Order order, boolean child, @Nullable CaseStanding standing,
            Crossings crossings, String submittedBy) {
        return new ReturnPolicy(order, Childhood.unknown(child), TODAY.minusDays(5), standing, new Moment(NOW, ZoneOffset.UTC),
                new ReturnPolicy.Places(Set.of("POINT", "OTHER-POINT", "ELSEWHERE"), Set.of("RECEPTION", "OTHER-RECEPTION"),
                        Set.of("BORDER-COMMITTEE", "DUTY-DESK"), Set.of("CHILD-COURT")), crossings, submittedBy);
    }

    static TracingResult result(int version, Nationality nationality, Family family) {
        return new TracingResult(version, nationality, family, false, null, null, NOW);
    }

    static ReturnDecision decision() {
        return new ReturnDecision(1, HOST_OFFICER, NOW, Choice.RETURN, null, Destination.FAMILY, null, true, null, null, Risk.LOW,
                null, null, List.of());
    }

    static ReturnDecision superseding(ReturnDecision.ChangeReason reason) {
        return new ReturnDecision(1, HOST_OFFICER, NOW, Choice.RETURN, null, Destination.FAMILY, null, true, null, null,
                Risk.LOW, null, reason, List.of());
    }

    static ReturnDecision against(ReturnDecision.@Nullable Reason reason) {
        return new ReturnDecision(1, HOST_OFFICER, NOW, Choice.NO_RETURN, reason, Destination.UNDECIDED, null, true, null, null,
                Risk.LOW, null, null, List.of());
    }

    static Arrangement plan() {
        return plan("ESCORT", TravelDocument.LAISSEZ_PASSER);
    }

    static Arrangement plan(@Nullable String escort, @Nullable TravelDocument document) {
        return new Arrangement(0, Party.HOST, HOST_OFFICER, NOW, null, TODAY.plusDays(4), TODAY.plusDays(8), "POINT",
                "OTHER-POINT", null, TransportMode.ROAD, escort, document, false, null, null);
    }

    static Confirmation confirmation(int number) {
        return new Confirmation(number, ORIGIN_OFFICER, NOW, TODAY.plusDays(5), "POINT", "RECEPTION", "DUTY", null);
    }

    static Rescheduling moved(Party by, int days) {
        LocalDate day = TODAY.plusDays(days);
        Officer officer = by == Party.HOST ? HOST_OFFICER : ORIGIN_OFFICER;
        return new Rescheduling(2, by, officer, NOW, ChangeReason.CAPACITY, day, day, null);
    }

    static Suspension suspension(Party by) {
        return new Suspension(by, by == Party.HOST ? HOST_OFFICER : ORIGIN_OFFICER, NOW, ChangeReason.CROSSING_CLOSED, null);
    }

    /** What a side says whose service stopped that plan because its crossing point is closed. */
    static Suspension closed(Party by, int plan) {
        return new Suspension(by, by == Party.HOST ? HOST_OFFICER : ORIGIN_OFFICER, NOW, ChangeReason.CROSSING_CLOSED,
                TODAY.plusDays(9), new ClosedPoint(plan, "POINT", "OTHER-POINT"));
    }

    static Handover.Said handover(@Nullable EmergencyOverride override) {
        return handover(NOW, "POINT", CHECKED, override);
    }

    static Handover.Said handover(Instant time, @Nullable String point, List<CheckedItem> checklist,
            @Nullable EmergencyOverride override) {
        return new Handover.Said(HOST_OFFICER, NOW, time, point, "RECEPTION_OFFICER", checklist, TODAY, List.of(), false,
                false, override);
    }

    /** A handover as the host tells it. */
    static HandoverExecuted handedOver(@Nullable EmergencyOverride override) {
        return new HandoverExecuted(handover(override).at("POINT", List.of()));
    }

    static List<CheckedItem> allDone() {
        return Arrays.stream(ChecklistItem.values()).filter(each -> each != ChecklistItem.UNKNOWN)
                .map(each -> new CheckedItem(each, CheckedItem.State.DONE, null)).toList();
    }

    /** The whole checklist done but for one item. */
    static List<CheckedItem> checked(ChecklistItem item, CheckedItem.State state,
            CheckedItem.@Nullable OpenReason reason) {
        return CHECKED.stream().map(each -> each.item() == item ? new CheckedItem(item, state, reason) : each).toList();
    }

    static Arrival.Said arrival() {
        return arrival(NOW, "RECEPTION", "POINT");
    }

    static Arrival.Said arrival(Instant time, @Nullable String unit, @Nullable String crossing) {
        return new Arrival.Said(ORIGIN_OFFICER, NOW, time, unit, crossing, "RECEPTION_OFFICER", Arrival.Condition.WELL,
                List.of());
    }

    /** An arrival as the origin tells it. */
    static ArrivalConfirmed arrived() {
        return new ArrivalConfirmed(arrival().at("RECEPTION", "POINT", "RECEPTION_OFFICER"));
    }

    /** A correction of a handover; what is absent stays. */
    static Handover.Corrected corrected(Correction.Reason reason, Officer by, @Nullable Instant time, @Nullable String place,
            @Nullable EmergencyOverride override) {
        return new Handover.Corrected(new Correction(reason, by, NOW), time, place, override);
    }
}
