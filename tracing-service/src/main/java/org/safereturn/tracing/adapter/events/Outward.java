package org.safereturn.tracing.adapter.events;

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.safereturn.consent.v1.ConsentState;
import org.safereturn.consent.v1.StoppedActivity;
import org.safereturn.exchange.v1.ActorReference;
import org.safereturn.exchange.v1.SealedPart;
import org.safereturn.exchange.v1.TravelDocumentType;
import org.safereturn.messaging.sealing.Sealed;
import org.safereturn.tracing.model.Activity;
import org.safereturn.tracing.model.Capacity;
import org.safereturn.tracing.model.CareAnswer;
import org.safereturn.tracing.model.CareFlag;
import org.safereturn.tracing.model.CorrectionReason;
import org.safereturn.tracing.model.FamilyOutcome;
import org.safereturn.tracing.model.IdentityCheck;
import org.safereturn.tracing.model.Milestone;
import org.safereturn.tracing.model.NationalityBasis;
import org.safereturn.tracing.model.NationalityOutcome;
import org.safereturn.tracing.model.Officer;
import org.safereturn.tracing.model.Purpose;
import org.safereturn.tracing.model.Standing;
import org.safereturn.tracing.model.TracingState;
import org.safereturn.tracing.model.TravelDocument;
import org.safereturn.tracing.v1.CareCapacity;
import org.safereturn.tracing.v1.TracingMilestone;

/** The model's words in the words of the contract. */
final class Outward {

    private Outward() {
    }

    static ActorReference actor(Officer officer) {
        return new ActorReference(officer.reference(), officer.role(), officer.unit(), officer.ministry());
    }

    static @Nullable SealedPart sealed(@Nullable Sealed sealed) {
        return sealed == null ? null : new SealedPart(sealed.keyId(), sealed.jwe());
    }

    static org.safereturn.tracing.v1.TracingState state(TracingState state) {
        return switch (state) {
            case TRACING -> org.safereturn.tracing.v1.TracingState.TRACING;
            case RESULT_ISSUED -> org.safereturn.tracing.v1.TracingState.RESULT_ISSUED;
            case RESULT_REVIEWED -> org.safereturn.tracing.v1.TracingState.RESULT_REVIEWED;
            case STOPPED -> org.safereturn.tracing.v1.TracingState.STOPPED;
            case REQUESTED, DECLINED -> throw new IllegalStateException("Nothing is published in state " + state);
        };
    }

    static ConsentState standing(Standing standing) {
        return switch (standing) {
            case IN_FORCE -> ConsentState.IN_FORCE;
            case PARTLY_WITHDRAWN -> ConsentState.PARTLY_WITHDRAWN;
            case WITHDRAWN -> ConsentState.WITHDRAWN;
        };
    }

    static TracingMilestone milestone(Milestone milestone) {
        return switch (milestone) {
            case ASSIGNED -> TracingMilestone.ASSIGNED;
            case REGISTRY_CHECKED -> TracingMilestone.REGISTRY_CHECKED;
            case VISIT_PLANNED -> TracingMilestone.VISIT_PLANNED;
            case VISITED -> TracingMilestone.VISITED;
            case UNDER_APPROVAL -> TracingMilestone.UNDER_APPROVAL;
        };
    }

    static org.safereturn.tracing.v1.NationalityOutcome nationality(NationalityOutcome outcome) {
        return switch (outcome) {
            case CONFIRMED -> org.safereturn.tracing.v1.NationalityOutcome.CONFIRMED;
            case NOT_CONFIRMED -> org.safereturn.tracing.v1.NationalityOutcome.NOT_CONFIRMED;
            case INCONCLUSIVE -> org.safereturn.tracing.v1.NationalityOutcome.INCONCLUSIVE;
        };
    }

    static org.safereturn.tracing.v1.NationalityBasis basis(NationalityBasis basis) {
        return switch (basis) {
            case CIVIL_REGISTRY -> org.safereturn.tracing.v1.NationalityBasis.CIVIL_REGISTRY;
            case FAMILY_BOOK -> org.safereturn.tracing.v1.NationalityBasis.FAMILY_BOOK;
            case ID_NUMBER -> org.safereturn.tracing.v1.NationalityBasis.ID_NUMBER;
            case BIRTH_RECORD -> org.safereturn.tracing.v1.NationalityBasis.BIRTH_RECORD;
            case LOCAL_AUTHORITY -> org.safereturn.tracing.v1.NationalityBasis.LOCAL_AUTHORITY;
            case SCHOOL_RECORD -> org.safereturn.tracing.v1.NationalityBasis.SCHOOL_RECORD;
            case BIOMETRIC -> org.safereturn.tracing.v1.NationalityBasis.BIOMETRIC;
            case CONSULAR_INTERVIEW -> org.safereturn.tracing.v1.NationalityBasis.CONSULAR_INTERVIEW;
            case WITNESS -> org.safereturn.tracing.v1.NationalityBasis.WITNESS;
            case OTHER -> org.safereturn.tracing.v1.NationalityBasis.OTHER;
        };
    }

    static org.safereturn.tracing.v1.FamilyOutcome family(FamilyOutcome outcome) {
        return switch (outcome) {
            case LOCATED_ABLE -> org.safereturn.tracing.v1.FamilyOutcome.LOCATED_ABLE;
            case LOCATED_ABLE_WITH_SUPPORT -> org.safereturn.tracing.v1.FamilyOutcome.LOCATED_ABLE_WITH_SUPPORT;
            case LOCATED_UNABLE -> org.safereturn.tracing.v1.FamilyOutcome.LOCATED_UNABLE;
            case LOCATED_UNWILLING -> org.safereturn.tracing.v1.FamilyOutcome.LOCATED_UNWILLING;
            case LOCATED_UNSAFE -> org.safereturn.tracing.v1.FamilyOutcome.LOCATED_UNSAFE;
            case NOT_LOCATED -> org.safereturn.tracing.v1.FamilyOutcome.NOT_LOCATED;
            case NOT_ATTEMPTED_NO_CONSENT -> org.safereturn.tracing.v1.FamilyOutcome.NOT_ATTEMPTED_NO_CONSENT;
            case NO_FAMILY -> org.safereturn.tracing.v1.FamilyOutcome.NO_FAMILY;
        };
    }

    static org.safereturn.tracing.v1.CareAnswer careAnswer(CareAnswer answer) {
        return new org.safereturn.tracing.v1.CareAnswer(careFlag(answer.careFlag()), capacity(answer.capacity()));
    }

    private static org.safereturn.exchange.v1.CareFlag careFlag(CareFlag flag) {
        return switch (flag) {
            case CHILD -> org.safereturn.exchange.v1.CareFlag.CHILD;
            case ELDERLY -> org.safereturn.exchange.v1.CareFlag.ELDERLY;
            case DISABILITY -> org.safereturn.exchange.v1.CareFlag.DISABILITY;
            case CHRONIC_CONDITION -> org.safereturn.exchange.v1.CareFlag.CHRONIC_CONDITION;
            case PREGNANCY -> org.safereturn.exchange.v1.CareFlag.PREGNANCY;
            case WITH_CHILDREN -> org.safereturn.exchange.v1.CareFlag.WITH_CHILDREN;
        };
    }

    private static CareCapacity capacity(Capacity capacity) {
        return switch (capacity) {
            case ABLE -> CareCapacity.ABLE;
            case ABLE_WITH_SUPPORT -> CareCapacity.ABLE_WITH_SUPPORT;
            case UNABLE -> CareCapacity.UNABLE;
            case UNSAFE -> CareCapacity.UNSAFE;
        };
    }

    static org.safereturn.tracing.v1.@Nullable CorrectionReason correction(@Nullable CorrectionReason reason) {
        return switch (reason) {
            case null -> null;
            case NEW_INFORMATION -> org.safereturn.tracing.v1.CorrectionReason.NEW_INFORMATION;
            case ERROR_CORRECTED -> org.safereturn.tracing.v1.CorrectionReason.ERROR_CORRECTED;
            case CLARIFICATION_ANSWERED -> org.safereturn.tracing.v1.CorrectionReason.CLARIFICATION_ANSWERED;
            case CONSENT_CHANGED -> org.safereturn.tracing.v1.CorrectionReason.CONSENT_CHANGED;
        };
    }

    static @Nullable TravelDocumentType document(@Nullable TravelDocument document) {
        return switch (document) {
            case null -> null;
            case PASSPORT -> TravelDocumentType.PASSPORT;
            case LAISSEZ_PASSER -> TravelDocumentType.LAISSEZ_PASSER;
            case TEMPORARY_TRAVEL_DOCUMENT -> TravelDocumentType.TEMPORARY_TRAVEL_DOCUMENT;
            case NATIONAL_ID -> TravelDocumentType.NATIONAL_ID;
            case IMMIGRATION_LETTER -> TravelDocumentType.IMMIGRATION_LETTER;
            case OTHER -> TravelDocumentType.OTHER;
        };
    }

    static org.safereturn.tracing.v1.@Nullable IdentityCheck identityCheck(@Nullable IdentityCheck check) {
        return switch (check) {
            case null -> null;
            case MATCHED -> org.safereturn.tracing.v1.IdentityCheck.MATCHED;
            case NOT_MATCHED -> org.safereturn.tracing.v1.IdentityCheck.NOT_MATCHED;
            case NOT_DONE -> org.safereturn.tracing.v1.IdentityCheck.NOT_DONE;
        };
    }

    static org.safereturn.exchange.v1.Purpose purpose(Purpose purpose) {
        return switch (purpose) {
            case TRACING -> org.safereturn.exchange.v1.Purpose.TRACING;
            case FAMILY_CONTACT -> org.safereturn.exchange.v1.Purpose.FAMILY_CONTACT;
            case NATIONALITY_CHECK -> org.safereturn.exchange.v1.Purpose.NATIONALITY_CHECK;
            case RETURN -> org.safereturn.exchange.v1.Purpose.RETURN;
            case DATA_SHARING -> org.safereturn.exchange.v1.Purpose.DATA_SHARING;
            case PHOTO_USE -> org.safereturn.exchange.v1.Purpose.PHOTO_USE;
            case MONITORING_AND_EVALUATION -> org.safereturn.exchange.v1.Purpose.MONITORING_AND_EVALUATION;
        };
    }

    /** Says so where nothing had to stop. */
    static List<StoppedActivity> stopped(List<Activity> activities) {
        return activities.isEmpty() ? List.of(StoppedActivity.NOTHING_RUNNING)
                : activities.stream().map(Outward::stopped).toList();
    }

    private static StoppedActivity stopped(Activity activity) {
        return switch (activity) {
            case TRACING -> StoppedActivity.TRACING;
            case FAMILY_CONTACT -> StoppedActivity.FAMILY_CONTACT;
            case NATIONALITY_CHECK -> StoppedActivity.NATIONALITY_CHECK;
        };
    }
}
