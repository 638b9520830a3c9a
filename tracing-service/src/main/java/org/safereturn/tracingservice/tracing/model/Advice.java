package org.safereturn.tracingservice.tracing.model;

import java.util.EnumSet;
import java.util.Set;

/**
 * What the host side's officer is advised to consider with the person after a result. Proposed, not official; nothing
 * is ever done because of it.
 *
 * @param course the default advice
 * @param reminders what must not be forgotten with it
 */
public record Advice(Course course, Set<Reminder> reminders) {

    /** The default advice for a pair of outcomes. */
    public enum Course {
        /** Return to the family is possible if the person wants it and the risk is acceptable. */
        RETURN_TO_FAMILY,
        /** Return with support that is agreed before travel. */
        RETURN_WITH_SUPPORT_AGREED_FIRST,
        /** Return to a centre or to alternative care. */
        RETURN_TO_CENTRE_OR_ALTERNATIVE_CARE,
        /** No return to the family and no dates for it; alternative care. */
        ALTERNATIVE_CARE_WITHOUT_FAMILY,
        /** Return to a centre if wanted; tracing stays open. */
        RETURN_TO_CENTRE_TRACING_OPEN,
        /** No repatriation under this procedure; consular or statelessness path; ask for clarification. */
        NO_RETURN_ASK_FOR_REVIEW,
        /** Clarification round; meanwhile no travel. */
        CLARIFY_NO_TRAVEL
    }

    /** What goes with an advice. */
    public enum Reminder {
        /** The person is a child: a best-interests decision comes first. */
        BEST_INTERESTS_DECISION,
        /** The family must not be told dates. */
        DO_NOT_TELL_FAMILY_DATES
    }

    public Advice {
        reminders = Set.copyOf(reminders);
    }

    /** The advice of the decision table for these two outcomes. */
    public static Advice on(NationalityOutcome nationality, FamilyOutcome family, boolean child) {
        Course course = switch (nationality) {
            case CONFIRMED -> confirmed(family);
            case NOT_CONFIRMED -> Course.NO_RETURN_ASK_FOR_REVIEW;
            case INCONCLUSIVE, UNKNOWN -> Course.CLARIFY_NO_TRAVEL;
        };
        Set<Reminder> reminders = EnumSet.noneOf(Reminder.class);
        if (child) {
            reminders.add(Reminder.BEST_INTERESTS_DECISION);
        }
        if (family == FamilyOutcome.LOCATED_UNSAFE) {
            reminders.add(Reminder.DO_NOT_TELL_FAMILY_DATES);
        }
        return new Advice(course, reminders);
    }

    private static Course confirmed(FamilyOutcome family) {
        return switch (family) {
            case LOCATED_ABLE -> Course.RETURN_TO_FAMILY;
            case LOCATED_ABLE_WITH_SUPPORT -> Course.RETURN_WITH_SUPPORT_AGREED_FIRST;
            case LOCATED_UNABLE, LOCATED_UNWILLING -> Course.RETURN_TO_CENTRE_OR_ALTERNATIVE_CARE;
            case LOCATED_UNSAFE -> Course.ALTERNATIVE_CARE_WITHOUT_FAMILY;
            case NOT_LOCATED, NO_FAMILY, NOT_ATTEMPTED_NO_CONSENT -> Course.RETURN_TO_CENTRE_TRACING_OPEN;
            case UNKNOWN -> Course.CLARIFY_NO_TRAVEL;
        };
    }
}
