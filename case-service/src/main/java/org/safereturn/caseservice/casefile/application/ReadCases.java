package org.safereturn.caseservice.casefile.application;

import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import org.safereturn.access.paging.Paging;
import org.safereturn.access.scope.Caller;
import org.safereturn.access.scope.TemporaryReading;
import org.safereturn.caseservice.casefile.model.CaseEvent;
import org.safereturn.caseservice.casefile.model.CaseFile;
import org.safereturn.messaging.aggregate.Aggregates;
import org.safereturn.messaging.outcome.Aggregate;
import org.safereturn.messaging.sealing.CaseKeys;
import org.safereturn.messaging.sealing.Sealed;
import org.safereturn.messaging.sealing.Sealing;
import org.safereturn.referral.v1.ReferralContent;
import reactor.core.publisher.Mono;

/** Officers read files; who the person is gets opened for the caller and is kept nowhere. */
public final class ReadCases {

    private static final String HOLDERS = "state.scope.holders";

    private final Aggregates<CaseFile, CaseEvent> files;
    private final CaseKeys keys;
    private final Sealing sealing;
    private final Clock clock;

    public ReadCases(Aggregates<CaseFile, CaseEvent> files, CaseKeys keys, Sealing sealing, Clock clock) {
        this.clock = clock;
        this.files = files;
        this.keys = keys;
        this.sealing = sealing;
    }

    /** A file and, when it is known and its key has not been erased, who the person is. */
    public record OpenedCase(Aggregate<CaseFile> file, Optional<ReferralContent> person) {
    }

    /**
     * The file, or empty when the officer does not see it or nobody here has heard of the case. A temporary access that
     * stands lets the officer read.
     */
    public Mono<OpenedCase> find(String caseRef, Caller caller) {
        Instant now = clock.instant();
        return files.find(caseRef).filterWhen(file -> caller.sees(file.state().scope()) ? Mono.just(true)
                : file.state().lets(caller.actor().reference(), now) ? TemporaryReading.used() : Mono.just(false)).flatMap(file -> {
            Sealed identity = file.state().identity();
            if (identity == null) {
                return Mono.just(new OpenedCase(file, Optional.empty()));
            }
            return keys.find(caseRef)
                    .map(key -> Optional.of(sealing.open(key, caseRef, identity, ReferralContent.class)))
                    .defaultIfEmpty(Optional.empty())
                    .map(person -> new OpenedCase(file, person));
        });
    }

    /** A page of the files that the officer sees, newest change first, without who the persons are. */
    public Mono<Aggregates.Page<CaseFile>> list(Caller caller, Map<String, Object> where, Paging paging) {
        Map<String, Object> seen = new HashMap<>(where);
        seen.putAll(caller.sight().where(HOLDERS));
        return files.list(paging.query(seen));
    }
}
