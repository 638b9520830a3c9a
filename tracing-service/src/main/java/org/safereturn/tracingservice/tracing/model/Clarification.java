package org.safereturn.tracingservice.tracing.model;

import java.time.Instant;
import java.time.LocalDate;

import org.jspecify.annotations.Nullable;
import org.safereturn.messaging.event.Officer;
import org.safereturn.messaging.event.Party;
import org.safereturn.messaging.sealing.Sealed;

/**
 * A question that one side asks the other about the case, and its answer.
 *
 * @param askedBy the side that asks
 * @param number among the questions of that side in this case, from 1
 * @param topic what it is about
 * @param answerDueOn day by which an answer is wanted, where the asking side named one
 * @param resultVersion version of the result that it is about, where it is about one
 * @param content its text as ciphertext
 * @param by the officer who asked
 * @param at when
 * @param answer the other side's answer, once there is one
 * @param round of the referral, 0 where it was not known, and where an older release did not say it
 */
public record Clarification(Party askedBy, int number, ClarificationTopic topic, @Nullable LocalDate answerDueOn,
        @Nullable Integer resultVersion, Sealed content, Officer by, Instant at, @Nullable Answer answer, int round) {

    /** Of which nobody said the round. */
    public Clarification(Party askedBy, int number, ClarificationTopic topic, @Nullable LocalDate answerDueOn,
            @Nullable Integer resultVersion, Sealed content, Officer by, Instant at, @Nullable Answer answer) {
        this(askedBy, number, topic, answerDueOn, resultVersion, content, by, at, answer, 0);
    }

    /**
     * What the other side answers.
     *
     * @param content its text as ciphertext
     * @param by the officer who answered
     * @param at when
     */
    public record Answer(Sealed content, Officer by, Instant at) {
    }

    boolean is(Party asking, int which) {
        return askedBy == asking && number == which;
    }

    Clarification answered(Answer given) {
        return new Clarification(askedBy, number, topic, answerDueOn, resultVersion, content, by, at, given, round);
    }
}
