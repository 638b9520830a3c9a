package org.safereturn.caseservice.witness.model;

import java.time.Instant;
import java.time.LocalDate;

import org.jspecify.annotations.Nullable;
import org.safereturn.access.time.Correction;
import org.safereturn.access.time.Moment;
import org.safereturn.messaging.event.Officer;
import org.safereturn.messaging.sealing.Sealed;

/**
 * One step of the work with a person who may testify.
 *
 * @param state from then on
 * @param since day on which the person said so, or from which it is so
 * @param informed whether the person was told what testifying means and that no help depends on it; absent where nothing is said
 * @param guardianAgrees whether the guardian, or the authority in a guardian's place, agrees too; absent where nothing is said
 * @param note what the officer adds in words, sealed; absent where nothing is added
 * @param by who recorded it
 * @param recordedAt when
 * @param correction what took its place as a correction; absent while it stands
 */
public record WitnessStep(WitnessState state, LocalDate since, @Nullable Boolean informed, @Nullable Boolean guardianAgrees,
        @Nullable Sealed note, Officer by, Instant recordedAt, @Nullable Correction correction) {

    /**
     * What an officer says of it.
     *
     * @param since today where absent
     */
    public record Said(WitnessState state, @Nullable LocalDate since, @Nullable Boolean informed, @Nullable Boolean guardianAgrees,
            @Nullable Sealed note) {

        /** The same with what is added in words, sealed. */
        public Said adding(@Nullable Sealed words) {
            return new Said(state, since, informed, guardianAgrees, words);
        }

        /** As it is stored: never of a day that lies ahead. */
        public WitnessStep recorded(Officer by, Moment now) {
            return new WitnessStep(state, now.day("since", since).kept(), informed, guardianAgrees, note, by, now.at(), null);
        }
    }

    WitnessStep corrected(Correction why) {
        return new WitnessStep(state, since, informed, guardianAgrees, note, by, recordedAt, why);
    }
}
