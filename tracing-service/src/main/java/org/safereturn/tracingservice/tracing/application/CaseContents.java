package org.safereturn.tracingservice.tracing.application;

import java.util.function.Function;

import org.apache.avro.specific.SpecificRecord;
import org.safereturn.access.scope.Caller;
import org.safereturn.messaging.aggregate.Aggregates;
import org.safereturn.messaging.outcome.Outcome;
import org.safereturn.messaging.outcome.Rejection;
import org.safereturn.messaging.sealing.CaseKey;
import org.safereturn.messaging.sealing.CaseKeys;
import org.safereturn.messaging.sealing.Sealed;
import org.safereturn.messaging.sealing.Sealing;
import org.safereturn.tracingservice.tracing.model.Tracing;
import org.safereturn.tracingservice.tracing.model.TracingEvent;
import reactor.core.publisher.Mono;

/** Seals and opens the personal parts of a case under its key, which the host side made and sent. */
public final class CaseContents {

    private final Aggregates<Tracing, TracingEvent> tracings;
    private final CaseKeys keys;
    private final Sealing sealing;

    public CaseContents(Aggregates<Tracing, TracingEvent> tracings, CaseKeys keys, Sealing sealing) {
        this.tracings = tracings;
        this.keys = keys;
        this.sealing = sealing;
    }

    /** Opens parts of a case. */
    public final class Opener {
        private final String caseRef;
        private final CaseKey key;

        private Opener(String caseRef, CaseKey key) {
            this.caseRef = caseRef;
            this.key = key;
        }

        /** The content of a sealed part. */
        public <T extends SpecificRecord> T open(Sealed sealed, Class<T> type) {
            return sealing.open(key, caseRef, sealed, type);
        }
    }

    /** What opens the parts of the case, or empty while its key is not here or after its erasure. */
    public Mono<Opener> opener(String caseRef) {
        return keys.find(caseRef).map(key -> new Opener(caseRef, key));
    }

    /** Seals the content and goes on with it; refused when the case is not seen or its key is not here. */
    Mono<Outcome<Tracing>> sealing(String caseRef, Caller caller, SpecificRecord content,
            Function<Sealed, Mono<Outcome<Tracing>>> then) {
        return keys.find(caseRef)
                .map(key -> sealing.seal(key, caseRef, content))
                .flatMap(then)
                .switchIfEmpty(Mono.defer(() -> tracings.find(caseRef).filter(found -> caller.sees(found.state().scope()))
                        .map(_ -> Rejection.conflict("tracing-case-key-missing"))
                        .defaultIfEmpty(unknown())
                        .map(Outcome.Refused::new)));
    }

    static Rejection unknown() {
        return Rejection.unknown("unknown-tracing");
    }
}
