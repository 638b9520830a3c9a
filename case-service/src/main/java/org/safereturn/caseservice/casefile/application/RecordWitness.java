package org.safereturn.caseservice.casefile.application;

import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.safereturn.access.scope.Caller;
import org.safereturn.access.time.Correction;
import org.safereturn.casefile.v1.WitnessNote;
import org.safereturn.caseservice.casefile.model.CaseFile;
import org.safereturn.caseservice.country.CountryProfile;
import org.safereturn.caseservice.witness.model.WitnessStep;
import org.safereturn.messaging.outcome.Decision;
import org.safereturn.messaging.outcome.Outcome;
import org.safereturn.messaging.outcome.Rejection;
import org.safereturn.messaging.sealing.CaseKeys;
import org.safereturn.messaging.sealing.Sealed;
import org.safereturn.messaging.sealing.Sealing;
import reactor.core.publisher.Mono;

/** An officer records what a person says about testifying; what the officer adds in words is sealed before it is stored. */
public final class RecordWitness {

    private final WorkOnCase work;
    private final CaseKeys keys;
    private final Sealing sealing;
    private final CountryProfile profile;

    public RecordWitness(WorkOnCase work, CaseKeys keys, Sealing sealing, CountryProfile profile) {
        this.work = work;
        this.keys = keys;
        this.sealing = sealing;
        this.profile = profile;
    }

    /**
     * Records it; a case the officer does not see is unknown.
     *
     * @param note what the officer adds in words; refused when the key of the case is erased or has not come
     * @param correction why it takes the place of the step that stands, if it does
     */
    public Mono<Outcome<CaseFile>> record(String caseRef, Caller caller, WitnessStep.Said said, @Nullable String note,
            Correction.@Nullable Reason correction) {
        return sealed(caseRef, note).flatMap(words -> work.actKnowingAge(caseRef, caller, (file, age, now) ->
                note != null && words.isEmpty() ? Decision.refuse(Rejection.conflict("case-key-erased"))
                        : file.recordWitness(said.adding(words.orElse(null)), correction,
                                profile.offeredAfterReturnFrom(file.hostCountry()), age, caller.officer(), now)));
    }

    private Mono<Optional<Sealed>> sealed(String caseRef, @Nullable String note) {
        return note == null ? Mono.just(Optional.empty()) : keys.find(caseRef)
                .map(key -> Optional.of(sealing.seal(key, caseRef, WitnessNote.newBuilder().setNote(note).build())))
                .defaultIfEmpty(Optional.empty());
    }
}
