package org.safereturn.referralservice.repatriation.model;

import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.safereturn.access.time.Correction;
import org.safereturn.access.time.Correction.Reason;
import org.safereturn.messaging.event.Officer;
import org.safereturn.messaging.sealing.Sealed;

/**
 * The host's escort handed the person over.
 *
 * @param revision from 1; a correction is the next one
 * @param officer who recorded this revision
 * @param handedOverAt business time, which lies earlier than the recording when it was first noted on paper
 * @param recordedAt when this revision was entered, absent where an older release did
 * @param checklist every item with what was found
 * @param consentCheckedOn day on which the consent to return was last checked, absent where it was not
 * @param medicinesHanded whether medicines went along; absent where nothing was said
 * @param resultVersion of the tracing result it rests on, absent where there was none
 * @param recordedLate whether it was entered later than it took place
 * @param override by which authority a rule was overridden, absent where none was
 * @param warnings ids of rules that warned and did not refuse
 * @param correction why it supersedes the revision before, absent for the first; who and when are those of the revision
 */
public record Handover(int revision, Officer officer, Instant handedOverAt, @Nullable Instant recordedAt,
        String crossingPoint, @Nullable String receivedByRole, List<CheckedItem> checklist,
        @Nullable LocalDate consentCheckedOn, List<HandedItem> handedItems, @Nullable Boolean medicinesHanded,
        @Nullable Integer resultVersion, boolean recordedLate, @Nullable EmergencyOverride override, List<String> warnings,
        @Nullable Reason correction) {

    /** Keeps its own copies of the lists; a document of an older release has no revision and no checklist. */
    public Handover {
        revision = Math.max(1, revision);
        checklist = CheckedItem.all(checklist);
        handedItems = List.copyOf(handedItems);
        warnings = List.copyOf(warnings);
    }

    /** What is checked before departure. */
    public enum ChecklistItem {
        RESULT_REVIEWED, CONSENT_CURRENT, BEST_INTERESTS, ESCORT, CAREGIVER_INFORMED, RISK_ASSESSED, TRAVEL_DOCUMENT,
        FIT_TO_TRAVEL, MEDICINES, CARE_NEEDS_SENT, INTERPRETER, FAMILY_TOLD_OR_NOT, RECEPTION_CONFIRMED, COURT_CLEARED,
        BELONGINGS_RETURNED, EMERGENCY_NUMBERS, DATA_SHARING_EXPLAINED, NO_PHOTOS, CROSSING_OPEN, PAPER_FALLBACK, UNKNOWN
    }

    /** What goes with the person. */
    public enum HandedItem {
        TRAVEL_DOCUMENT, IDENTITY_DOCUMENT, MEDICINES, DOSE_SHEET, MONEY, LUGGAGE, CASE_PAPERS, OTHER, UNKNOWN
    }

    /**
     * A named authority let the handover stand although a rule refuses it.
     *
     * @param authority code of the authority, never a person
     * @param rule id of the rule that was overridden, {@value #NONE} when no rule stood in the way
     * @param note what the officer adds in words, sealed; absent where nothing was added
     */
    public record EmergencyOverride(String authority, EmergencyOverride.Reason reason, String rule, @Nullable Sealed note) {

        /** The rule where none stood in the way. */
        public static final String NONE = "none";

        /** Why. */
        public enum Reason {
            MASS_BORDER_OPENING, DANGER_TO_LIFE, MEDICAL_EMERGENCY, AUTHORITY_ORDER, ALREADY_HANDED_OVER, UNKNOWN
        }

        EmergencyOverride of(String overridden) {
            return new EmergencyOverride(authority, reason, overridden, note);
        }
    }

    /** A second officer stands by the override. */
    public record OverrideConfirmation(Officer officer, Instant confirmedAt) {
    }

    /**
     * What an officer says of a handover. What the record of the return holds already need not be said.
     *
     * @param now when it is entered
     * @param crossingPoint as confirmed where absent
     * @param checklist what was found about the items of which the record says nothing, and what differs from it
     * @param medicinesHanded where absent: handed where they are among the items, otherwise not said
     */
    public record Said(Officer officer, Instant now, Instant handedOverAt, @Nullable String crossingPoint,
            @Nullable String receivedByRole, List<CheckedItem> checklist, @Nullable LocalDate consentCheckedOn,
            List<HandedItem> handedItems, @Nullable Boolean medicinesHanded, boolean recordedLate,
            @Nullable EmergencyOverride override) {

        /** Keeps its own copies of the lists. */
        public Said {
            checklist = List.copyOf(checklist);
            handedItems = List.copyOf(handedItems);
        }

        /** The same with its override's words, sealed. */
        public Said with(Sealed note) {
            EmergencyOverride made = override;
            return made == null ? this : new Said(officer, now, handedOverAt, crossingPoint, receivedByRole, checklist,
                    consentCheckedOn, handedItems, medicinesHanded, recordedLate,
                    new EmergencyOverride(made.authority(), made.reason(), made.rule(), note));
        }

        /** The handover at this place; what was said of an item outweighs what the record answers. */
        Handover at(String place, List<CheckedItem> answered) {
            return new Handover(1, officer, handedOverAt, now, place, receivedByRole,
                    CheckedItem.or(checklist, answered), consentCheckedOn, handedItems,
                    (medicinesHanded == null && handedItems.contains(HandedItem.MEDICINES)) ? Boolean.TRUE : medicinesHanded, null,
                    recordedLate, override, List.of(), null);
        }
    }

    /**
     * What an officer corrects; what is absent stays.
     *
     * @param why it is corrected, by whom and when
     * @param override by which authority the corrected time is let stand where a rule refuses it
     */
    public record Corrected(Correction why, @Nullable Instant handedOverAt, @Nullable String crossingPoint,
            @Nullable EmergencyOverride override) {
    }

    /** Items on which something is left to do. */
    public List<ChecklistItem> unsettled() {
        return checklist.stream().filter(each -> !each.isSettled()).map(CheckedItem::item).toList();
    }

    List<ChecklistItem> in(CheckedItem.State state) {
        return checklist.stream().filter(each -> each.state() == state).map(CheckedItem::item).toList();
    }

    /** The same handover at that time. */
    Handover at(Instant time) {
        return new Handover(revision, officer, time, recordedAt, crossingPoint, receivedByRole, checklist, consentCheckedOn,
                handedItems, medicinesHanded, resultVersion, recordedLate, override, warnings, correction);
    }

    /** The next revision. */
    Handover corrected(Corrected as) {
        return new Handover(revision + 1, as.why().by(), as.handedOverAt() == null ? handedOverAt : as.handedOverAt(),
                as.why().at(), as.crossingPoint() == null ? crossingPoint : as.crossingPoint(), receivedByRole, checklist,
                consentCheckedOn, handedItems, medicinesHanded, resultVersion, recordedLate,
                as.override() == null ? override : as.override(), warnings, as.why().reason());
    }

    /** Why, by whom and when this revision superseded the one before; empty for the first. */
    public Optional<Correction> corrects() {
        return Optional.ofNullable(correction)
                .map(why -> new Correction(why, officer, recordedAt == null ? handedOverAt : recordedAt));
    }

    /** Whether it says the same of time, place and override. */
    boolean saysAs(Handover other) {
        return handedOverAt.equals(other.handedOverAt) && crossingPoint.equals(other.crossingPoint)
                && Objects.equals(override, other.override);
    }

    /** The same revision, with what the rules say about its time in place of what they said before. */
    Handover rejudged(ReturnPolicy.Judgement judgement) {
        Set<String> warned = new LinkedHashSet<>(warnings);
        warned.removeAll(ReturnPolicy.ABOUT_TIME);
        warned.addAll(judgement.warnings());
        judgement.violations().forEach(each -> warned.add(each.rule()));
        EmergencyOverride said = override;
        if (said != null && said.rule().equals(EmergencyOverride.NONE) && !judgement.violations().isEmpty()) {
            said = said.of(judgement.violations().getFirst().rule());
        }
        return new Handover(revision, officer, handedOverAt, recordedAt, crossingPoint, receivedByRole, checklist,
                consentCheckedOn, handedItems, medicinesHanded, resultVersion, recordedLate || judgement.late(),
                said, List.copyOf(warned), correction);
    }

    /** The same handover, resting on this version of the result, with what the rules say about it. */
    Handover judged(@Nullable Integer version, ReturnPolicy.Judgement judgement) {
        Set<String> warned = new LinkedHashSet<>(judgement.warnings());
        judgement.violations().forEach(each -> warned.add(each.rule()));
        String rule = judgement.violations().isEmpty() ? EmergencyOverride.NONE : judgement.violations().getFirst().rule();
        EmergencyOverride said = override;
        return new Handover(revision, officer, handedOverAt, recordedAt, crossingPoint, receivedByRole, checklist,
                consentCheckedOn, handedItems, medicinesHanded, version, recordedLate || judgement.late(),
                said == null ? null : said.of(rule), List.copyOf(warned), correction);
    }
}
