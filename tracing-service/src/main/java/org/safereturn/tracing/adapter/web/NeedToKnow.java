package org.safereturn.tracing.adapter.web;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.safereturn.access.identity.Actor;
import org.safereturn.access.identity.Role;

/**
 * What of a tracing a role needs, as proposed in chapter 8 of the domain reference. What it does not need is absent from
 * the answer, neither null nor masked, and is not even opened.
 */
enum NeedToKnow {

    /** Who traces: everything but what the person's health and court proceedings are. */
    TRACER,
    /** Who checks the work, and the ministry's own system, which keeps it. */
    CHECKER,
    /** Who works with the person: the outcome and who was found; not the notes of the work, and of relatives a summary. */
    CASE_WORKER;

    private static final Set<String> HEALTH_AND_COURT = Set.of("careNeeds", "proceedingsPending");
    private static final Set<String> NOTES_ON_A_RELATIVE = Set.of("reaction");

    static NeedToKnow of(Actor actor) {
        if (actor.is(Role.TRACING_OFFICER)) {
            return TRACER;
        }
        return actor.is(Role.SUPERVISOR) || actor.is(Role.MINISTRY_SYSTEM) ? CHECKER : CASE_WORKER;
    }

    /** Whether place and note of the actions and the draft of a result are shown. */
    boolean notes() {
        return this != CASE_WORKER;
    }

    /** The person as the referral describes it. */
    @Nullable Map<String, @Nullable Object> person(@Nullable Map<String, @Nullable Object> person) {
        if (person == null || this != TRACER) {
            return person;
        }
        Map<String, @Nullable Object> shown = new LinkedHashMap<>(person);
        shown.keySet().removeAll(HEALTH_AND_COURT);
        return shown;
    }

    /** What a result says about the family. */
    @Nullable Map<String, @Nullable Object> result(@Nullable Map<String, @Nullable Object> content) {
        if (content == null || this != CASE_WORKER || !(content.get("relatives") instanceof List<?> relatives)) {
            return content;
        }
        Map<String, @Nullable Object> shown = new LinkedHashMap<>(content);
        shown.put("relatives", relatives.stream().map(NeedToKnow::relative).toList());
        return shown;
    }

    private static Object relative(Object relative) {
        if (!(relative instanceof Map<?, ?> members)) {
            return relative;
        }
        Map<Object, @Nullable Object> shown = new LinkedHashMap<>(members);
        shown.keySet().removeAll(NOTES_ON_A_RELATIVE);
        return shown;
    }
}
