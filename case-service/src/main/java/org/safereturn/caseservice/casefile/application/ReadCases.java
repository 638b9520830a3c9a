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
import org.safereturn.caseservice.casefile.model.CaseEvent;
import org.safereturn.caseservice.casefile.model.CaseFile;
import org.safereturn.caseservice.country.CountryProfile;
import org.safereturn.messaging.aggregate.Aggregates;
import org.safereturn.messaging.aggregate.ListIndex;
import org.safereturn.messaging.outcome.Aggregate;
import org.safereturn.messaging.sealing.CaseKeys;
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
     */
    public record OpenedCase(Aggregate<CaseFile> file, Optional<ReferralContent> person, Optional<LocalDate> safeguardsDue) {
    }

    /**
     * The file, or empty when the officer does not see it or nobody here has heard of the case. A temporary access that
     * stands lets the officer read.
     */
    public Mono<OpenedCase> find(String caseRef, Caller caller) {
        Instant now = clock.instant();
        return files.find(caseRef).filterWhen(file -> caller.sees(file.state().scope()) ? Mono.just(true)
                : file.state().lets(caller.actor().reference(), now) ? TemporaryReading.used() : Mono.just(false)).flatMap(file -> {
            return keys.find(caseRef)
                    .map(key -> PersonSaid.opened(file.state(), key, caseRef, sealing))
                    .defaultIfEmpty(Optional.empty())
                    .map(person -> new OpenedCase(file, person, safeguardsDue(file.state(), person, profile.moment(now))));
        });
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
