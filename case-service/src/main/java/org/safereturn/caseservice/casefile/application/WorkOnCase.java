package org.safereturn.caseservice.casefile.application;

import java.time.Clock;
import java.util.Optional;
import java.util.function.BiFunction;

import org.safereturn.access.scope.Caller;
import org.safereturn.access.time.Moment;
import org.safereturn.caseservice.casefile.model.Age;
import org.safereturn.caseservice.casefile.model.CaseEvent;
import org.safereturn.caseservice.casefile.model.CaseFile;
import org.safereturn.caseservice.country.CountryProfile;
import org.safereturn.messaging.aggregate.Aggregates;
import org.safereturn.messaging.outcome.Decision;
import org.safereturn.messaging.outcome.Outcome;
import org.safereturn.messaging.outcome.Rejection;
import org.safereturn.messaging.sealing.CaseKeys;
import org.safereturn.messaging.sealing.Sealing;
import reactor.core.publisher.Mono;

/** An officer does something to a file that is there. */
public final class WorkOnCase {

    private final Aggregates<CaseFile, CaseEvent> files;
    private final CaseKeys keys;
    private final Sealing sealing;
    private final CountryProfile profile;
    private final Clock clock;

    public WorkOnCase(Aggregates<CaseFile, CaseEvent> files, CaseKeys keys, Sealing sealing, CountryProfile profile,
            Clock clock) {
        this.files = files;
        this.keys = keys;
        this.sealing = sealing;
        this.profile = profile;
        this.clock = clock;
    }

    /** What is decided with the person's age in view. */
    @FunctionalInterface
    public interface WithAge {

        /** Lets the file decide; the age is absent when nothing is known of it or the key of the case is erased. */
        Decision<CaseFile, CaseEvent> decide(CaseFile file, Optional<Age> age, Moment now);
    }

    /** Lets the file decide by the age, which is opened for that and kept nowhere. */
    public Mono<Outcome<CaseFile>> actKnowingAge(String caseRef, Caller caller, WithAge act) {
        return keys.find(caseRef).map(Optional::of).defaultIfEmpty(Optional.empty())
                .flatMap(key -> act(caseRef, caller, (file, now) -> act.decide(file, key.flatMap(found ->
                        PersonSaid.opened(file, found, caseRef, sealing).flatMap(person -> PersonSaid.age(file, person, now))),
                        now)));
    }

    /**
     * Lets the file decide, unless it was merged into another one; a case the officer does not see is unknown, like one that
     * nobody here has heard of.
     */
    public Mono<Outcome<CaseFile>> act(String caseRef, Caller caller,
            BiFunction<CaseFile, Moment, Decision<CaseFile, CaseEvent>> decide) {
        Moment now = now();
        return files.change(caseRef, caller.cause(), (Optional<CaseFile> file) -> file
                .filter(known -> caller.sees(known.scope()))
                .map(known -> known.unlessMerged(() -> decide.apply(known, now)))
                .orElseGet(() -> Decision.refuse(Rejection.unknown("unknown-case", "case", caseRef))));
    }

    Moment now() {
        return profile.moment(clock.instant());
    }
}
