package org.safereturn.tracing.adapter.events;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import org.safereturn.consent.v1.StoppedActivity;
import org.safereturn.exchange.v1.ActorReference;
import org.safereturn.exchange.v1.PurposeConsent;
import org.safereturn.exchange.v1.SealedPart;
import org.safereturn.exchange.v1.TravelDocumentType;
import org.safereturn.messaging.sealing.Sealed;
import org.safereturn.tracing.model.Activity;
import org.safereturn.tracing.model.Capacity;
import org.safereturn.tracing.model.CareAnswer;
import org.safereturn.tracing.model.CareFlag;
import org.safereturn.tracing.model.Consent;
import org.safereturn.tracing.model.ConsentDecision;
import org.safereturn.tracing.model.CorrectionReason;
import org.safereturn.tracing.model.FamilyOutcome;
import org.safereturn.tracing.model.IdentityCheck;
import org.safereturn.tracing.model.Milestone;
import org.safereturn.tracing.model.NationalityBasis;
import org.safereturn.tracing.model.NationalityOutcome;
import org.safereturn.tracing.model.Officer;
import org.safereturn.tracing.model.Purpose;
import org.safereturn.tracing.model.TravelDocument;
import org.safereturn.tracing.model.Urgency;
import org.safereturn.tracing.v1.CareCapacity;
import org.safereturn.tracing.v1.TracingMilestone;

/**
 * The contract's words in the words of the model. UNKNOWN is what a newer peer's word looks like here: empty, for the
 * caller to decide whether the fact makes sense without it.
 */
final class Inward {

    private Inward() {
    }

    static Officer officer(ActorReference actor) {
        return new Officer(actor.getReference(), actor.getRole(), actor.getUnit(), actor.getMinistry());
    }

    static @Nullable Sealed sealed(@Nullable SealedPart part) {
        return part == null ? null : new Sealed(part.getKeyId(), part.getJwe());
    }

    /** The known ones among them. */
    static <W, M> List<M> known(List<W> words, Function<W, Optional<M>> word) {
        return words.stream().flatMap(each -> word.apply(each).stream()).toList();
    }

    static List<Consent> consents(List<PurposeConsent> consents, Instant since) {
        return known(consents, consent -> purpose(consent.getPurpose()).map(purpose ->
                new Consent(purpose, decision(consent.getDecision()), since, consent.getExpiresOn())));
    }

    /** A decision this release does not know permits nothing. */
    private static ConsentDecision decision(org.safereturn.exchange.v1.ConsentDecision decision) {
        return switch (decision) {
            case GIVEN -> ConsentDecision.GIVEN;
            case REFUSED, UNKNOWN -> ConsentDecision.REFUSED;
            case WITHDRAWN -> ConsentDecision.WITHDRAWN;
            case EXPIRED -> ConsentDecision.EXPIRED;
            case OVERRIDDEN -> ConsentDecision.OVERRIDDEN;
        };
    }

    static Optional<Purpose> purpose(org.safereturn.exchange.v1.Purpose purpose) {
        return Optional.ofNullable(switch (purpose) {
            case TRACING -> Purpose.TRACING;
            case FAMILY_CONTACT -> Purpose.FAMILY_CONTACT;
            case NATIONALITY_CHECK -> Purpose.NATIONALITY_CHECK;
            case RETURN -> Purpose.RETURN;
            case DATA_SHARING -> Purpose.DATA_SHARING;
            case PHOTO_USE -> Purpose.PHOTO_USE;
            case MONITORING_AND_EVALUATION -> Purpose.MONITORING_AND_EVALUATION;
            case UNKNOWN -> null;
        });
    }

    static Optional<CareFlag> careFlag(org.safereturn.exchange.v1.CareFlag flag) {
        return Optional.ofNullable(switch (flag) {
            case CHILD -> CareFlag.CHILD;
            case ELDERLY -> CareFlag.ELDERLY;
            case DISABILITY -> CareFlag.DISABILITY;
            case CHRONIC_CONDITION -> CareFlag.CHRONIC_CONDITION;
            case PREGNANCY -> CareFlag.PREGNANCY;
            case WITH_CHILDREN -> CareFlag.WITH_CHILDREN;
            case UNKNOWN -> null;
        });
    }

    static @Nullable Urgency urgency(org.safereturn.referral.v1.Urgency urgency) {
        return switch (urgency) {
            case ROUTINE -> Urgency.ROUTINE;
            case CHILD_ALONE -> Urgency.CHILD_ALONE;
            case THREAT -> Urgency.THREAT;
            case MEDICAL -> Urgency.MEDICAL;
            case COURT_DATE -> Urgency.COURT_DATE;
            case UNKNOWN -> null;
        };
    }

    static Optional<Milestone> milestone(TracingMilestone milestone) {
        return Optional.ofNullable(switch (milestone) {
            case ASSIGNED -> Milestone.ASSIGNED;
            case REGISTRY_CHECKED -> Milestone.REGISTRY_CHECKED;
            case VISIT_PLANNED -> Milestone.VISIT_PLANNED;
            case VISITED -> Milestone.VISITED;
            case UNDER_APPROVAL -> Milestone.UNDER_APPROVAL;
            case UNKNOWN -> null;
        });
    }

    static Optional<NationalityOutcome> nationality(org.safereturn.tracing.v1.NationalityOutcome outcome) {
        return Optional.ofNullable(switch (outcome) {
            case CONFIRMED -> NationalityOutcome.CONFIRMED;
            case NOT_CONFIRMED -> NationalityOutcome.NOT_CONFIRMED;
            case INCONCLUSIVE -> NationalityOutcome.INCONCLUSIVE;
            case UNKNOWN -> null;
        });
    }

    /** A source this release does not know is another source. */
    static NationalityBasis basis(org.safereturn.tracing.v1.NationalityBasis basis) {
        return switch (basis) {
            case CIVIL_REGISTRY -> NationalityBasis.CIVIL_REGISTRY;
            case FAMILY_BOOK -> NationalityBasis.FAMILY_BOOK;
            case ID_NUMBER -> NationalityBasis.ID_NUMBER;
            case BIRTH_RECORD -> NationalityBasis.BIRTH_RECORD;
            case LOCAL_AUTHORITY -> NationalityBasis.LOCAL_AUTHORITY;
            case SCHOOL_RECORD -> NationalityBasis.SCHOOL_RECORD;
            case BIOMETRIC -> NationalityBasis.BIOMETRIC;
            case CONSULAR_INTERVIEW -> NationalityBasis.CONSULAR_INTERVIEW;
            case WITNESS -> NationalityBasis.WITNESS;
            case OTHER, UNKNOWN -> NationalityBasis.OTHER;
        };
    }

    static Optional<FamilyOutcome> family(org.safereturn.tracing.v1.FamilyOutcome outcome) {
        return Optional.ofNullable(switch (outcome) {
            case LOCATED_ABLE -> FamilyOutcome.LOCATED_ABLE;
            case LOCATED_ABLE_WITH_SUPPORT -> FamilyOutcome.LOCATED_ABLE_WITH_SUPPORT;
            case LOCATED_UNABLE -> FamilyOutcome.LOCATED_UNABLE;
            case LOCATED_UNWILLING -> FamilyOutcome.LOCATED_UNWILLING;
            case LOCATED_UNSAFE -> FamilyOutcome.LOCATED_UNSAFE;
            case NOT_LOCATED -> FamilyOutcome.NOT_LOCATED;
            case NOT_ATTEMPTED_NO_CONSENT -> FamilyOutcome.NOT_ATTEMPTED_NO_CONSENT;
            case NO_FAMILY -> FamilyOutcome.NO_FAMILY;
            case UNKNOWN -> null;
        });
    }

    static Optional<CareAnswer> careAnswer(org.safereturn.tracing.v1.CareAnswer answer) {
        return careFlag(answer.getCareFlag()).flatMap(flag ->
                capacity(answer.getCapacity()).map(capacity -> new CareAnswer(flag, capacity)));
    }

    private static Optional<Capacity> capacity(CareCapacity capacity) {
        return Optional.ofNullable(switch (capacity) {
            case ABLE -> Capacity.ABLE;
            case ABLE_WITH_SUPPORT -> Capacity.ABLE_WITH_SUPPORT;
            case UNABLE -> Capacity.UNABLE;
            case UNSAFE -> Capacity.UNSAFE;
            case UNKNOWN -> null;
        });
    }

    /** Why, as far as this release knows the reason. */
    static @Nullable CorrectionReason correction(org.safereturn.tracing.v1.@Nullable CorrectionReason reason) {
        return switch (reason) {
            case null -> null;
            case NEW_INFORMATION -> CorrectionReason.NEW_INFORMATION;
            case ERROR_CORRECTED -> CorrectionReason.ERROR_CORRECTED;
            case CLARIFICATION_ANSWERED -> CorrectionReason.CLARIFICATION_ANSWERED;
            case CONSENT_CHANGED -> CorrectionReason.CONSENT_CHANGED;
            case UNKNOWN -> null;
        };
    }

    static @Nullable TravelDocument document(@Nullable TravelDocumentType document) {
        return switch (document) {
            case null -> null;
            case PASSPORT -> TravelDocument.PASSPORT;
            case LAISSEZ_PASSER -> TravelDocument.LAISSEZ_PASSER;
            case TEMPORARY_TRAVEL_DOCUMENT -> TravelDocument.TEMPORARY_TRAVEL_DOCUMENT;
            case NATIONAL_ID -> TravelDocument.NATIONAL_ID;
            case IMMIGRATION_LETTER -> TravelDocument.IMMIGRATION_LETTER;
            case OTHER, UNKNOWN -> TravelDocument.OTHER;
        };
    }

    static @Nullable IdentityCheck identityCheck(org.safereturn.tracing.v1.@Nullable IdentityCheck check) {
        return switch (check) {
            case null -> null;
            case MATCHED -> IdentityCheck.MATCHED;
            case NOT_MATCHED -> IdentityCheck.NOT_MATCHED;
            case NOT_DONE -> IdentityCheck.NOT_DONE;
            case UNKNOWN -> null;
        };
    }

    static Optional<Activity> activity(StoppedActivity activity) {
        return Optional.ofNullable(switch (activity) {
            case TRACING -> Activity.TRACING;
            case FAMILY_CONTACT -> Activity.FAMILY_CONTACT;
            case NATIONALITY_CHECK -> Activity.NATIONALITY_CHECK;
            case REFERRAL, RETURN, DATA_SHARING, MONITORING, NOTHING_RUNNING, UNKNOWN -> null;
        });
    }
}
