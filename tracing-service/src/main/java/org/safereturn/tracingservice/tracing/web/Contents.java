package org.safereturn.tracingservice.tracing.web;

import java.util.List;
import java.util.Optional;

import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import org.safereturn.exchange.v1.CareFlag;
import org.safereturn.messaging.event.Symbols;
import org.safereturn.referral.v1.FamilyMember;
import org.safereturn.referral.v1.Relation;
import org.safereturn.tracing.v1.CareCapacity;
import org.safereturn.tracing.v1.CareFinding;
import org.safereturn.tracing.v1.LocatedRelative;
import org.safereturn.tracing.v1.TracingActionDetail;
import org.safereturn.tracing.v1.TracingClarificationAnswerContent;
import org.safereturn.tracing.v1.TracingClarificationContent;
import org.safereturn.tracing.v1.TracingResultContent;
import org.safereturn.tracingservice.tracing.application.DraftResult;
import org.safereturn.tracingservice.tracing.model.CareAnswer;

/** The records that are sealed, from what callers send. */
final class Contents {

    private Contents() {
    }

    static TracingActionDetail actionDetail(@Nullable String place, @Nullable String note) {
        return TracingActionDetail.newBuilder().setPlace(place).setNote(note).build();
    }

    static @Nullable SpecificRecord approvalNote(@Nullable String note) {
        return note == null || note.isBlank() ? null : actionDetail(null, note);
    }

    /** What is said of the family, and what it can do about special needs; absent where there is neither. */
    static DraftResult.@Nullable Content result(Requests.@Nullable ResultContent content, List<CareAnswer> answers) {
        List<CareFinding> findings = answers.stream().map(answer -> CareFinding.newBuilder()
                .setCareFlag(Symbols.of(CareFlag.class, answer.careFlag()))
                .setCapacity(Symbols.of(CareCapacity.class, answer.capacity())).build()).toList();
        if (content == null) {
            return findings.isEmpty() ? null : _ -> TracingResultContent.newBuilder().setCareAnswers(findings).build();
        }
        Requests.Relation relation = content.caregiverRelation();
        return referred -> TracingResultContent.newBuilder()
                .setRelatives(content.relatives().stream().map(found -> relative(found, referred)).toList())
                .setCaregiver(content.caregiver())
                .setCaregiverRelation(relation == null ? null : relation.name())
                .setSupportNeeded(content.supportNeeded())
                .setSafetyNotes(content.safetyNotes())
                .setMessageForPerson(content.messageForPerson())
                .setOpenQuestions(content.openQuestions())
                .setCareAnswers(findings)
                .build();
    }

    static TracingClarificationContent question(String text) {
        return TracingClarificationContent.newBuilder().setText(text).build();
    }

    static TracingClarificationAnswerContent answer(String text) {
        return TracingClarificationAnswerContent.newBuilder().setText(text).build();
    }

    private static LocatedRelative relative(Requests.Relative found, List<FamilyMember> referred) {
        Optional<FamilyMember> meant = Optional.ofNullable(found.referred()).map(number -> referred.get(number - 1));
        return LocatedRelative.newBuilder()
                .setName(Optional.ofNullable(found.name()).or(() -> meant.map(FamilyMember::getName)).orElseThrow())
                .setRelation(Optional.ofNullable(found.relation()).map(Enum::name)
                        .or(() -> meant.map(each -> relation(each).name())).orElseThrow())
                .setCaregiver(found.caregiver())
                .setContactAllowed(found.contactAllowed())
                .setReaction(found.reaction())
                .build();
    }

    /** A relation that only a newer peer knows is another one here. */
    private static Requests.Relation relation(FamilyMember named) {
        return named.getRelation() == Relation.UNKNOWN ? Requests.Relation.OTHER_RELATIVE
                : Requests.Relation.valueOf(named.getRelation().name());
    }
}
