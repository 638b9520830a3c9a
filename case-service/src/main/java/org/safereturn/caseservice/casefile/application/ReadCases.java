package org.safereturn.caseservice.casefile.application;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.safereturn.access.paging.Paging;
import org.safereturn.access.scope.Caller;
import org.safereturn.access.scope.TemporaryReading;
import org.safereturn.access.time.Moment;
import org.safereturn.casefile.v1.WitnessNote;
import org.safereturn.caseservice.casefile.model.CaseEvent;
import org.safereturn.caseservice.casefile.model.CaseFile;
import org.safereturn.caseservice.country.CountryProfile;
import org.safereturn.caseservice.witness.model.WitnessStep;
import org.safereturn.messaging.aggregate.Aggregates;
import org.safereturn.messaging.aggregate.ListIndex;
import org.safereturn.messaging.outcome.Aggregate;
import org.safereturn.messaging.sealing.CaseKey;
import org.safereturn.messaging.sealing.CaseKeys;
import org.safereturn.messaging.sealing.Sealed;
import org.safereturn.messaging.sealing.Sealing;
import org.safereturn.referral.v1.ReferralContent;
import reactor.core.publisher.Mono;

/** Officers read files; who the person is gets opened for the caller and is kept nowhere. */
public final class ReadCases {

    /** How far a case is. */
    public static final String STAGE = "state.stage";

    static final String HOLDERS = "state.scope.holders";

    /** The conditions of the list; the side and whether it is opened, which have two values, are filtered. */
    public static final List<ListIndex> LISTS = List.of(ListIndex.of(), ListIndex.of(STAGE), ListIndex.of(HOLDERS),
            ListIndex.of(HOLDERS, STAGE));

    private final Aggregates<CaseFile, CaseEvent> files;
    private final CaseKeys keys;
    private final Sealing sealing;
    private final CountryProfile profile;
    private final Clock clock;

    public ReadCases(Aggregates<CaseFile, CaseEvent> files, CaseKeys keys, Sealing sealing, CountryProfile profile,
            Clock clock) {
        this.profile = profile;
        this.clock = clock;
        this.files = files;
        this.keys = keys;
        this.sealing = sealing;
    }

    /**
     * A file and, when it is known and its key has not been erased, who the person is.
     *
     * @param safeguardsDue since when the safeguards of a child wait for a review
     * @param recordsWitness whether what the person says about testifying is recorded in this case
     * @param witnessNotes what was added in words to a step of that, by its sealed form; none where the key is not held
     */
    public record OpenedCase(Aggregate<CaseFile> file, Optional<ReferralContent> person, Optional<LocalDate> safeguardsDue,
            boolean recordsWitness, Map<Sealed, String> witnessNotes) {

        /** Keeps its own copy of the notes. */
        public OpenedCase {
            witnessNotes = Map.copyOf(witnessNotes);
        }
    }

    /**
     * The file, or empty when the officer does not see it or nobody here has heard of the case. A temporary access that
     * stands lets the officer read.
     */
    public Mono<OpenedCase> find(String caseRef, Caller caller) {
        Instant now = clock.instant();
        return files.find(caseRef).filterWhen(file -> caller.sees(file.state().scope()) ? Mono.just(true)
                : file.state().lets(caller.actor().reference(), now) ? TemporaryReading.used() : Mono.just(false)).flatMap(file ->
                        keys.find(caseRef).map(Optional::of).defaultIfEmpty(Optional.empty()).map(key -> opened(file, key, now)));
    }

    private OpenedCase opened(Aggregate<CaseFile> found, Optional<CaseKey> key, Instant now) {
        CaseFile file = found.state();
        Optional<ReferralContent> person = key.flatMap(held -> PersonSaid.opened(file, held, found.id(), sealing));
        return new OpenedCase(found, person, safeguardsDue(file, person, profile.moment(now)),
                file.recordsWitness(profile.offeredAfterReturnFrom(file.hostCountry())),
                key.map(held -> notes(found, held)).orElse(Map.of()));
    }

    private Map<Sealed, String> notes(Aggregate<CaseFile> file, CaseKey key) {
        Map<Sealed, String> notes = new HashMap<>();
        for (WitnessStep step : file.state().witness().steps()) {
            Sealed note = step.note();
            if (note != null) {
                notes.put(note, sealing.open(key, file.id(), note, WitnessNote.class).getNote());
            }
        }
        return notes;
    }

    private static Optional<LocalDate> safeguardsDue(CaseFile file, Optional<ReferralContent> person, Moment now) {
        return file.safeguardsDue(person.flatMap(known -> PersonSaid.age(file, known, now)), now);
    }

    /** A page of the files that the officer sees, newest change first, without who the persons are. */
    public Mono<Aggregates.Page<CaseFile>> list(Caller caller, Map<String, Object> where, Paging paging) {
        Map<String, Object> seen = new HashMap<>(where);
        seen.putAll(caller.sight().where(HOLDERS));
        return files.list(paging.query(seen));
    }
}
