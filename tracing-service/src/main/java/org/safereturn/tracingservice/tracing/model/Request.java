package org.safereturn.tracingservice.tracing.model;

import java.time.Instant;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.safereturn.messaging.sealing.Sealed;

/**
 * What the host side asks for, from the latest round of its referral.
 *
 * @param round of the referral, from 1
 * @param submittedAt when this round was submitted
 * @param referredAt when the first round was submitted that is known here
 * @param urgency why it should be read before others
 * @param careFlags special-care flags as far as they are known here, and UNKNOWN for each one that this release does not know
 * @param flagsSealed whether there may be more of them in the sealed content, which nobody has opened for this
 * @param questions the purposes the referral asks about
 * @param person the referral's personal content as ciphertext; absent on the host side, which has its own case file
 */
public record Request(int round, Instant submittedAt, Instant referredAt, Urgency urgency, List<CareFlag> careFlags,
        boolean flagsSealed, List<Purpose> questions, @Nullable Sealed person) {

    static final Set<Purpose> EVERY_TRACK =
            Collections.unmodifiableSet(EnumSet.of(Purpose.TRACING, Purpose.NATIONALITY_CHECK));

    /** Keeps its own copies; a document of an older release knows the latest round only. */
    public Request {
        referredAt = Objects.requireNonNullElse(referredAt, submittedAt);
        careFlags = List.copyOf(careFlags);
        questions = List.copyOf(questions);
    }

    /** A round of which no earlier one is known. */
    public Request(int round, Instant submittedAt, Urgency urgency, List<CareFlag> careFlags, boolean flagsSealed,
            List<Purpose> questions, @Nullable Sealed person) {
        this(round, submittedAt, submittedAt, urgency, careFlags, flagsSealed, questions, person);
    }

    /** The same, knowing another round of the referral. */
    Request with(Request other) {
        return other.referredAt.isBefore(referredAt)
                ? new Request(round, submittedAt, other.referredAt, urgency, careFlags, flagsSealed, questions, person) : this;
    }

    /** The special-care flags that demand a capacity answer each. */
    public List<CareFlag> knownCareFlags() {
        return careFlags.stream().filter(flag -> flag != CareFlag.UNKNOWN).distinct().toList();
    }

    /** How many special-care flags this release does not know; the officer asks the host side. */
    public int unknownCareFlags() {
        return (int) careFlags.stream().filter(flag -> flag == CareFlag.UNKNOWN).count();
    }

    /** The tracks that are asked for, as the purposes that carry them; both when the questions name neither. */
    Set<Purpose> tracks() {
        Set<Purpose> asked = EnumSet.noneOf(Purpose.class);
        for (Purpose question : questions) {
            switch (question) {
                case TRACING, FAMILY_CONTACT -> asked.add(Purpose.TRACING);
                case NATIONALITY_CHECK -> asked.add(Purpose.NATIONALITY_CHECK);
                case RETURN, DATA_SHARING, PHOTO_USE, MONITORING_AND_EVALUATION, UNKNOWN -> { }
            }
        }
        return asked.isEmpty() ? EVERY_TRACK : asked;
    }

    Request withoutPerson() {
        return new Request(round, submittedAt, referredAt, urgency, careFlags, flagsSealed, questions, null);
    }

    /** The same with the flags of the opened content. */
    public Request knowing(List<CareFlag> opened) {
        return new Request(round, submittedAt, referredAt, urgency,
                Stream.concat(careFlags.stream(), opened.stream()).distinct().toList(), false, questions, person);
    }

    /** Whether the person is flagged as a child, or may be for all that is known here. */
    boolean ofChild() {
        return flagsSealed || careFlags.contains(CareFlag.CHILD);
    }
}
