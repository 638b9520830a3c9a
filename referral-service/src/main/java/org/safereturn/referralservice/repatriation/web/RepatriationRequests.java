package org.safereturn.referralservice.repatriation.web;

import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.safereturn.access.input.KnownCode;
import org.safereturn.access.problem.ProblemException;
import org.safereturn.access.time.Correction;
import org.safereturn.messaging.event.Officer;
import org.safereturn.messaging.event.Party;
import org.safereturn.messaging.outcome.Rejection;
import org.safereturn.referralservice.repatriation.model.Arrangement;
import org.safereturn.referralservice.repatriation.model.Arrangement.Agreement;
import org.safereturn.referralservice.repatriation.model.Arrangement.ChangeReason;
import org.safereturn.referralservice.repatriation.model.Arrangement.Rescheduling;
import org.safereturn.referralservice.repatriation.model.Arrangement.Suspension;
import org.safereturn.referralservice.repatriation.model.Arrangement.TransportMode;
import org.safereturn.referralservice.repatriation.model.Arrangement.TravelDocument;
import org.safereturn.referralservice.repatriation.model.Arrival;
import org.safereturn.referralservice.repatriation.model.CheckedItem;
import org.safereturn.referralservice.repatriation.model.Handover;
import org.safereturn.referralservice.repatriation.model.ReturnDecision;
import org.safereturn.referralservice.repatriation.model.TravelCareNeeds;

/** Bodies of requests about repatriations. */
final class RepatriationRequests {

    private static final String CODE = "[A-Za-z0-9][A-Za-z0-9._:-]{0,63}";
    private static final String PHONE = "[+0-9][0-9 ()-]{2,30}";
    private static final int LONGEST_NOTE = 2000;
    private static final String LANGUAGE = "[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*";

    private RepatriationRequests() {
    }

    /**
     * What the person and the host decided.
     *
     * @param bestInterestsBody one of the profile's
     * @param supersedingReason why it supersedes the decision before; needed from the second one on
     */
    record Decide(@KnownCode ReturnDecision.Choice choice, @KnownCode ReturnDecision.@Nullable Reason reason,
            @KnownCode ReturnDecision.Destination destination, boolean personInformed, @Nullable Boolean bestInterestsDone,
            @Nullable @Pattern(regexp = CODE) String bestInterestsBody, @KnownCode ReturnDecision.Risk risk,
            @Nullable Boolean riskMitigated, @KnownCode ReturnDecision.@Nullable ChangeReason supersedingReason) {

        ReturnDecision by(Officer officer, Instant now) {
            return new ReturnDecision(1, officer, now, choice, reason, destination, null, personInformed,
                    bestInterestsDone, bestInterestsBody, risk, riskMitigated, supersedingReason, List.of());
        }
    }

    /**
     * A plan; the care needs are sealed at once.
     *
     * @param receptionUnit the one that the tracing result recommends where it is left out
     * @param documentType the one that the tracing result offers where it is left out
     * @param specialTransport not said where it is left out
     */
    record Propose(LocalDate windowFrom, LocalDate windowTo, @Pattern(regexp = CODE) String crossingPoint,
            @Nullable @Pattern(regexp = CODE) String alternativeCrossingPoint,
            @Nullable @Pattern(regexp = CODE) String receptionUnit, @KnownCode TransportMode mode,
            @Nullable @Pattern(regexp = CODE) String escortRole, @KnownCode @Nullable TravelDocument documentType,
            @Nullable Boolean specialTransport, @Nullable @Pattern(regexp = LANGUAGE) String interpreterLanguage,
            @Nullable @Valid CareNeedsView careNeeds) {

        @Nullable TravelCareNeeds needs() {
            return careNeeds == null ? null : careNeeds.toModel();
        }

        Arrangement by(Officer officer, Instant now) {
            return new Arrangement(0, Party.HOST, officer, now, null, windowFrom, windowTo, crossingPoint,
                    alternativeCrossingPoint, receptionUnit, mode, escortRole, documentType,
                    specialTransport, interpreterLanguage, null);
        }
    }

    /**
     * The origin's agreement: what it answers, and what it changes of the plan.
     *
     * @param crossingPoint as planned where it is left out
     * @param receptionUnit as planned where it is left out; where the plan names none, the caller's
     */
    record Confirm(LocalDate travelDate, @Nullable @Pattern(regexp = CODE) String crossingPoint,
            @Nullable @Pattern(regexp = CODE) String receptionUnit, @Pattern(regexp = CODE) String contactRole,
            @Nullable @Pattern(regexp = PHONE) String contactPhone, boolean capacityAvailable,
            @Nullable Boolean supportInPlace) {

        Agreement by(Officer officer, Instant now) {
            return new Agreement(officer, now, travelDate, crossingPoint, receptionUnit, contactRole, contactPhone,
                    capacityAvailable, Boolean.TRUE.equals(supportInPlace));
        }
    }

    /** Another window, and another place where one is named. */
    record Reschedule(@KnownCode ChangeReason reason, LocalDate windowFrom, LocalDate windowTo,
            @Nullable @Pattern(regexp = CODE) String crossingPoint) {

        Rescheduling by(Party party, Officer officer, Instant now) {
            return new Rescheduling(0, party, officer, now, reason, windowFrom, windowTo, crossingPoint);
        }
    }

    /** Why the return stands still. */
    record Suspend(@KnownCode ChangeReason reason, @Nullable LocalDate expectedUntil) {

        Suspension by(Party party, Officer officer, Instant now) {
            return new Suspension(party, officer, now, reason, expectedUntil);
        }
    }

    /**
     * The authority that lets a handover stand although a rule refuses it.
     *
     * @param authority one of the profile's
     * @param note what the officer adds in words; it is sealed
     */
    @Schema(name = "OverrideRequest")
    record EmergencyOverride(@Pattern(regexp = CODE) String authority, @KnownCode Handover.EmergencyOverride.Reason reason,
            @Nullable @Size(min = 1, max = LONGEST_NOTE) String note) {

        Handover.EmergencyOverride toModel() {
            return new Handover.EmergencyOverride(authority, reason, Handover.EmergencyOverride.NONE, null);
        }
    }

    /** The authority that lets a corrected time stand although a rule refuses it. */
    record CorrectedOverride(@Pattern(regexp = CODE) String authority, @KnownCode Handover.EmergencyOverride.Reason reason) {

        Handover.EmergencyOverride toModel() {
            return new Handover.EmergencyOverride(authority, reason, Handover.EmergencyOverride.NONE, null);
        }
    }

    /**
     * What was found about one item of the checklist.
     *
     * @param reason why it was left open; with {@code OPEN} only
     */
    record Checked(@KnownCode Handover.ChecklistItem item, @KnownCode CheckedItem.State state,
            @KnownCode CheckedItem.@Nullable OpenReason reason) {

        static List<CheckedItem> toModel(@Nullable List<Checked> said) {
            List<Checked> items = said == null ? List.of() : said;
            Set<Handover.ChecklistItem> seen = EnumSet.noneOf(Handover.ChecklistItem.class);
            items.stream().filter(each -> !seen.add(each.item())).findFirst().ifPresent(twice -> {
                throw new ProblemException(Rejection.invalid("checklist-item-twice", "item", twice.item().name()));
            });
            return items.stream().map(each -> new CheckedItem(each.item(), each.state(), each.reason())).toList();
        }
    }

    /**
     * The handover: what is new, and what differs from what was agreed.
     *
     * @param handedOverAt when it took place; now where it is left out
     * @param crossingPoint as confirmed where it is left out
     * @param checklist what was found; an item that is left out is answered by the record of the return, or was not checked
     * @param medicinesHanded where it is left out: handed where {@code handedItems} name them, otherwise not said
     * @param recordedLate whether it was noted on paper and is entered later
     */
    record HandOver(@Nullable Instant handedOverAt, @Nullable @Pattern(regexp = CODE) String crossingPoint,
            @Nullable @Pattern(regexp = CODE) String receivedByRole, @Nullable List<@Valid Checked> checklist,
            @Nullable LocalDate consentCheckedOn, @KnownCode List<Handover.HandedItem> handedItems,
            @Nullable Boolean medicinesHanded, @Nullable Boolean recordedLate, @Nullable @Valid EmergencyOverride override) {

        Handover.Said by(Officer officer, Instant now) {
            EmergencyOverride made = override;
            return new Handover.Said(officer, now, handedOverAt == null ? now : handedOverAt, crossingPoint, receivedByRole,
                    Checked.toModel(checklist), consentCheckedOn, handedItems, medicinesHanded,
                    Boolean.TRUE.equals(recordedLate), made == null ? null : made.toModel());
        }

        @Nullable String note() {
            EmergencyOverride said = override;
            return said == null ? null : said.note();
        }
    }

    /**
     * A correction of the handover. What is left out stays; with {@code CONFIRMED_AS_STATED} everything does.
     *
     * @param override the authority that lets the corrected time stand, where a rule refuses it
     */
    record CorrectHandover(@KnownCode Correction.Reason reason, @Nullable Instant handedOverAt,
            @Nullable @Pattern(regexp = CODE) String crossingPoint, @Nullable @Valid CorrectedOverride override) {

        Handover.Corrected by(Officer officer, Instant now) {
            CorrectedOverride said = override;
            return new Handover.Corrected(new Correction(reason, officer, now), handedOverAt, crossingPoint,
                    said == null ? null : said.toModel());
        }
    }

    /** A correction of the arrival. What is left out stays; with {@code CONFIRMED_AS_STATED} everything does. */
    record CorrectArrival(@KnownCode Correction.Reason reason, @Nullable Instant arrivedAt,
            @Nullable @Pattern(regexp = CODE) String receptionUnit, @Nullable @Pattern(regexp = CODE) String crossingPoint) {

        Arrival.Corrected by(Officer officer, Instant now) {
            return new Arrival.Corrected(new Correction(reason, officer, now), arrivedAt, receptionUnit, crossingPoint);
        }
    }

    /**
     * The arrival: what is new, and what differs from what was agreed.
     *
     * @param arrivedAt when it took place; now where it is left out
     * @param receptionUnit where it is left out the caller's if it receives people, otherwise the confirmed one
     * @param crossingPoint as handed over where it is left out, otherwise as confirmed
     * @param receivedByRole the caller's where it is left out
     */
    record Arrive(@Nullable Instant arrivedAt, @Nullable @Pattern(regexp = CODE) String receptionUnit,
            @Nullable @Pattern(regexp = CODE) String crossingPoint, @Nullable @Pattern(regexp = CODE) String receivedByRole,
            @KnownCode Arrival.Condition condition, @KnownCode List<Arrival.Difference> differences) {

        Arrival.Said by(Officer officer, Instant now) {
            return new Arrival.Said(officer, now, arrivedAt == null ? now : arrivedAt, receptionUnit, crossingPoint,
                    receivedByRole, condition, differences);
        }
    }
}
