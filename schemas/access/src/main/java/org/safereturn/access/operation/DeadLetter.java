package org.safereturn.access.operation;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.safereturn.access.audit.AccessRecording;
import org.safereturn.access.identity.ShowsCases;
import org.safereturn.access.operation.LetterHistory.Step;
import org.safereturn.messaging.event.Officer;
import org.safereturn.messaging.inbox.Redelivery.Letter;
import org.safereturn.messaging.inbox.Redelivery.Position;

/**
 * A dead letter as operators see it: why and where, and of the record what cannot be about a person. What a sender wrote
 * where a reference, an id or a type belongs is left out when it is none.
 *
 * @param letter names it: partition and offset with a dash between
 * @param partition of the topic of dead letters
 * @param offset within the partition
 * @param reason code of the reason, as the catalogue of topics lists them
 * @param rule that refused the record, where one did
 * @param type of the record
 * @param messageId of the record
 * @param caseRef of the case that the record is about; the joint view tells none
 * @param topic it was read from
 * @param originPartition of that topic
 * @param originOffset within that partition
 * @param at when it became a dead letter
 * @param state what operators have decided
 * @param caseWaits whether the case stands still in that topic, so that it waits for this record or for one before it
 * @param history what operators did about it, in order
 */
record DeadLetter(String letter, int partition, long offset, String reason, @Nullable String rule, @Nullable String type,
        @Nullable String messageId, @Nullable String caseRef, String topic, int originPartition, long originOffset,
        @Nullable Instant at, LetterState state, boolean caseWaits, List<LetterStep> history) implements ShowsCases {

    private static final Pattern NAME = Pattern.compile("(\\d{1,9})-(\\d{1,18})");
    private static final Pattern TYPE = Pattern.compile("org\\.safereturn\\.[a-z0-9.]{1,60}\\.[A-Za-z0-9]{1,80}");

    /**
     * Something that an operator did about it.
     *
     * @param state where the letter stood then
     * @param by the operator
     * @param at when
     * @param discardReason why it was to be discarded
     */
    record LetterStep(LetterState state, Officer by, Instant at, @Nullable DiscardReason discardReason) {

        static LetterStep of(Step step) {
            return new LetterStep(step.led(), step.by(), step.at(), step.reason());
        }
    }

    static DeadLetter of(Letters.Known known) {
        Letter letter = known.letter();
        LetterHistory history = known.history();
        return new DeadLetter(letter.partition() + "-" + letter.offset(), letter.partition(), letter.offset(),
                letter.reason(), letter.rule().orElse(null),
                letter.type().filter(type -> TYPE.matcher(type).matches()).orElse(null),
                letter.messageId().filter(AccessRecording::isCaseRef).orElse(null),
                Optional.of(letter.key()).filter(key -> known.namesCase() && AccessRecording.isCaseRef(key)).orElse(null), letter.topic(),
                letter.origin().partition(), letter.origin().offset(), letter.at().orElse(null), history.state(),
                known.caseWaits(), history.steps().stream().map(LetterStep::of).toList());
    }

    /** Where the letter of this name lies; empty when it is no such name. */
    static Optional<Position> place(String name) {
        Matcher parts = NAME.matcher(name);
        return parts.matches() ? Optional.of(new Position(Integer.parseInt(parts.group(1)), Long.parseLong(parts.group(2))))
                : Optional.empty();
    }

    @Override
    public Collection<String> shownCases() {
        return caseRef == null ? List.of() : List.of(caseRef);
    }
}
