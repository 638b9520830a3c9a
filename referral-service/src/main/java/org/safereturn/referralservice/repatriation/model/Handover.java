package org.safereturn.referralservice.repatriation.model;

import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.safereturn.messaging.event.Officer;

/**
 * The host's escort handed the person over.
 *
 * @param handedOverAt business time, which lies earlier than the recording when it was first noted on paper
 * @param openItems of the checklist, empty when it is complete
 * @param consentCheckedOn day on which the consent to return was last checked, absent where it was not
 * @param resultVersion of the tracing result it rests on, absent where there was none
 * @param recordedLate whether it was noted on paper and entered later
 * @param override by which authority a rule was overridden, absent where none was
 * @param warnings ids of rules that warned and did not refuse
 */
public record Handover(Officer officer, Instant handedOverAt, String crossingPoint, @Nullable String receivedByRole,
        List<ChecklistItem> openItems, @Nullable LocalDate consentCheckedOn, List<HandedItem> handedItems,
        boolean medicinesHanded, @Nullable Integer resultVersion, boolean recordedLate, @Nullable EmergencyOverride override,
        List<String> warnings) {

    /** Keeps its own copies of the lists. */
    public Handover {
        openItems = List.copyOf(openItems);
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
     * @param rule id of the rule that was overridden, {@code none} when no rule stood in the way
     */
    public record EmergencyOverride(String authority, Reason reason, String rule) {

        /** Why. */
        public enum Reason {
            MASS_BORDER_OPENING, DANGER_TO_LIFE, MEDICAL_EMERGENCY, AUTHORITY_ORDER, ALREADY_HANDED_OVER, UNKNOWN
        }
    }

    /** The same handover, resting on this version of the result, with what the rules say about it. */
    Handover judged(@Nullable Integer version, ReturnPolicy.Judgement judgement) {
        Set<String> warned = new LinkedHashSet<>(judgement.warnings());
        judgement.violations().forEach(each -> warned.add(each.rule()));
        String rule = judgement.violations().isEmpty() ? "none" : judgement.violations().getFirst().rule();
        return new Handover(officer, handedOverAt, crossingPoint, receivedByRole, openItems, consentCheckedOn, handedItems,
                medicinesHanded, version, recordedLate,
                override == null ? null : new EmergencyOverride(override.authority(), override.reason(), rule),
                List.copyOf(warned));
    }
}
