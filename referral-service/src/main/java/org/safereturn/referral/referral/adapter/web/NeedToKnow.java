package org.safereturn.referral.referral.adapter.web;

import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;
import org.safereturn.access.identity.Actor;
import org.safereturn.access.identity.Role;
import org.safereturn.referral.referral.model.ReferralContent;

/**
 * What of a referral a role needs, as proposed in chapter 8 of the domain reference. What it does not need is absent from
 * the answer, neither null nor masked.
 */
enum NeedToKnow {

    /** Who decides about the referral, sends it, or checks it; and the ministry's own system, which keeps it. */
    CASE_WORKER(true) {
        @Override
        boolean shows(String field) {
            return true;
        }
    },
    /** Who traces: not the person's health and court proceedings. */
    TRACER(true) {
        @Override
        boolean shows(String field) {
            return !HEALTH_AND_COURT.contains(field);
        }
    },
    /** Who receives the person: how to recognise and speak to the person, who cares, and whether something holds the return. */
    RECEPTION(false) {
        @Override
        boolean shows(String field) {
            return TO_RECEIVE.contains(field);
        }

        @Override
        List<Map<String, Object>> relatives(List<ReferralContent.FamilyMember> relatives) {
            return relatives.stream().filter(relative -> Boolean.TRUE.equals(relative.caregiver()))
                    .map(caregiver -> members(caregiver, OF_A_CAREGIVER::contains)).toList();
        }
    };

    private static final Set<String> HEALTH_AND_COURT = Set.of("careNeeds", "proceedingsPending");
    private static final Set<String> TO_RECEIVE = Set.of("nameOwnScript", "nameRomanised", "familyNameFirst", "nicknames",
            "aliases", "sex", "dateOfBirth", "dateOfBirthPrecision", "statedAge", "nationalityClaimed", "languages",
            "interviewLanguage", "interpreterUsed", "relatives", "proceedingsPending");
    private static final Set<String> OF_A_CAREGIVER =
            Set.of("name", "nickname", "relation", "caregiver", "phone", "language");

    private final boolean exploitation;

    NeedToKnow(boolean exploitation) {
        this.exploitation = exploitation;
    }

    static NeedToKnow of(Actor actor) {
        if (actor.is(Role.RECEPTION_OFFICER)) {
            return RECEPTION;
        }
        return actor.is(Role.TRACING_OFFICER) ? TRACER : CASE_WORKER;
    }

    abstract boolean shows(String field);

    /** Whether the broad type of exploitation is shown. */
    boolean exploitation() {
        return exploitation;
    }

    List<Map<String, Object>> relatives(List<ReferralContent.FamilyMember> relatives) {
        return relatives.stream().map(relative -> members(relative, _ -> true)).toList();
    }

    /** The content with the fields that are needed and filled in, under their own names. */
    Map<String, Object> content(ReferralContent content) {
        Map<String, Object> shown = members(content, this::shows);
        List<ReferralContent.FamilyMember> relatives = content.relatives();
        if (relatives != null && shows("relatives")) {
            shown.put("relatives", relatives(relatives));
        }
        return shown;
    }

    private static Map<String, Object> members(Record parts, Predicate<String> shown) {
        Map<String, Object> members = new LinkedHashMap<>();
        for (RecordComponent component : parts.getClass().getRecordComponents()) {
            if (shown.test(component.getName())) {
                Object value = value(component, parts);
                if (value != null) {
                    members.put(component.getName(), plain(value));
                }
            }
        }
        return members;
    }

    private static Object plain(Object value) {
        return switch (value) {
            case Record parts -> members(parts, _ -> true);
            case Collection<?> many -> many.stream().map(NeedToKnow::plain).toList();
            default -> value;
        };
    }

    private static @Nullable Object value(RecordComponent component, Record parts) {
        try {
            return component.getAccessor().invoke(parts);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(component.getName(), e);
        }
    }
}
