package org.safereturn.referral.repatriation.adapter.web;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.safereturn.access.problem.ProblemException;
import org.safereturn.messaging.outcome.Rejection;
import org.safereturn.referral.model.Officer;
import org.safereturn.referral.repatriation.model.Arrangement;
import org.safereturn.referral.repatriation.model.Arrangement.ChangeReason;
import org.safereturn.referral.repatriation.model.Arrangement.Confirmation;
import org.safereturn.referral.repatriation.model.Arrangement.Party;
import org.safereturn.referral.repatriation.model.Arrangement.Rescheduling;
import org.safereturn.referral.repatriation.model.Arrangement.Suspension;
import org.safereturn.referral.repatriation.model.Arrangement.TransportMode;
import org.safereturn.referral.repatriation.model.Arrangement.TravelDocument;
import org.safereturn.referral.repatriation.model.Arrival;
import org.safereturn.referral.repatriation.model.Handover;
import org.safereturn.referral.repatriation.model.ReturnDecision;
import org.safereturn.referral.repatriation.model.TravelCareNeeds;

/** Bodies of requests about repatriations. */
final class RepatriationRequests {

    private static final String CODE = "[A-Za-z0-9][A-Za-z0-9._:-]{0,63}";
    private static final String PHONE = "[+0-9][0-9 ()-]{2,30}";
    private static final String LANGUAGE = "[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*";

    private RepatriationRequests() {
    }

    /** What the person and the host decided. */
    record Decide(ReturnDecision.Choice choice, ReturnDecision.@Nullable Reason reason,
            ReturnDecision.Destination destination, boolean personInformed, @Nullable Boolean bestInterestsDone,
            @Nullable String bestInterestsBody, ReturnDecision.Risk risk, @Nullable Boolean riskMitigated) {

        ReturnDecision by(Officer officer, Instant now) {
            return new ReturnDecision(officer, now, choice, reason, destination, null, personInformed,
                    bestInterestsDone, optionalCode("bestInterestsBody", bestInterestsBody), risk, riskMitigated);
        }
    }

    /** A plan; the care needs are sealed at once. */
    record Propose(LocalDate windowFrom, LocalDate windowTo, String crossingPoint,
            @Nullable String alternativeCrossingPoint, @Nullable String receptionUnit, TransportMode mode,
            @Nullable String escortRole, @Nullable TravelDocument documentType, @Nullable Boolean specialTransport,
            @Nullable String interpreterLanguage, @Nullable TravelCareNeeds careNeeds) {

        Arrangement by(Officer officer, Instant now) {
            String language = interpreterLanguage;
            if (language != null && !language.matches(LANGUAGE)) {
                throw invalid("interpreterLanguage");
            }
            return new Arrangement(0, Party.HOST, officer, now, null, windowFrom, windowTo, code("crossingPoint", crossingPoint),
                    optionalCode("alternativeCrossingPoint", alternativeCrossingPoint),
                    optionalCode("receptionUnit", receptionUnit), mode, optionalCode("escortRole", escortRole), documentType,
                    Boolean.TRUE.equals(specialTransport), language, null);
        }
    }

    /** The origin's agreement. */
    record Confirm(LocalDate travelDate, String crossingPoint, String receptionUnit, String contactRole,
            @Nullable String contactPhone, boolean capacityAvailable, @Nullable Boolean supportInPlace) {

        Confirmation by(Officer officer, Instant now) {
            String phone = contactPhone;
            if (phone != null && !phone.matches(PHONE)) {
                throw invalid("contactPhone");
            }
            return new Confirmation(0, officer, now, travelDate, code("crossingPoint", crossingPoint),
                    code("receptionUnit", receptionUnit), code("contactRole", contactRole), phone);
        }
    }

    /** Another window, and another place where one is named. */
    record Reschedule(ChangeReason reason, LocalDate windowFrom, LocalDate windowTo, @Nullable String crossingPoint) {

        Rescheduling by(Party party, Officer officer, Instant now) {
            return new Rescheduling(0, party, officer, now, reason, windowFrom, windowTo,
                    optionalCode("crossingPoint", crossingPoint));
        }
    }

    /** Why the return stands still. */
    record Suspend(ChangeReason reason, @Nullable LocalDate expectedUntil) {

        Suspension by(Party party, Officer officer, Instant now) {
            return new Suspension(party, officer, now, reason, expectedUntil);
        }
    }

    /** The authority that lets a handover stand although a rule refuses it. */
    record EmergencyOverride(String authority, Handover.EmergencyOverride.Reason reason) {
    }

    /**
     * The handover.
     *
     * @param handedOverAt when it took place; now where it is left out
     * @param recordedLate whether it was noted on paper and is entered later
     */
    record HandOver(@Nullable Instant handedOverAt, String crossingPoint, @Nullable String receivedByRole,
            List<Handover.ChecklistItem> openItems, @Nullable LocalDate consentCheckedOn,
            List<Handover.HandedItem> handedItems, @Nullable Boolean medicinesHanded, @Nullable Boolean recordedLate,
            @Nullable EmergencyOverride override) {

        Handover by(Officer officer, Instant now) {
            EmergencyOverride said = override;
            return new Handover(officer, handedOverAt == null ? now : handedOverAt, code("crossingPoint", crossingPoint),
                    optionalCode("receivedByRole", receivedByRole), openItems, consentCheckedOn, handedItems,
                    Boolean.TRUE.equals(medicinesHanded), null, Boolean.TRUE.equals(recordedLate),
                    said == null ? null : new Handover.EmergencyOverride(code("override.authority", said.authority()),
                            said.reason(), "none"), List.of());
        }
    }

    /**
     * The arrival.
     *
     * @param arrivedAt when it took place; now where it is left out
     */
    record Arrive(@Nullable Instant arrivedAt, String receptionUnit, @Nullable String crossingPoint, String receivedByRole,
            Arrival.Condition condition, List<Arrival.Difference> differences) {

        Arrival by(Officer officer, Instant now) {
            return new Arrival(officer, arrivedAt == null ? now : arrivedAt, code("receptionUnit", receptionUnit),
                    optionalCode("crossingPoint", crossingPoint), code("receivedByRole", receivedByRole), condition,
                    differences);
        }
    }

    private static @Nullable String optionalCode(String field, @Nullable String code) {
        return code == null ? null : code(field, code);
    }

    private static String code(String field, String code) {
        if (!code.matches(CODE)) {
            throw invalid(field);
        }
        return code;
    }

    private static ProblemException invalid(String field) {
        return new ProblemException(Rejection.invalid("invalid-value", "field", field));
    }
}
