package org.safereturn.referralservice.repatriation.events;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.safereturn.messaging.sealing.CannotOpen;
import org.safereturn.messaging.sealing.CaseKeys;
import org.safereturn.messaging.sealing.Sealed;
import org.safereturn.messaging.sealing.Sealing;
import org.safereturn.tracing.v1.CareAnswer;
import org.safereturn.tracing.v1.CareCapacity;
import org.safereturn.tracing.v1.CareFinding;
import org.safereturn.tracing.v1.TracingResultContent;
import org.safereturn.tracing.v1.TracingResultIssued;
import reactor.core.publisher.Mono;

/** What a tracing result says about special needs; it stands in the sealed part, in older releases in clear. */
public final class SealedCareAnswers {

    private final CaseKeys keys;
    private final Sealing sealing;

    public SealedCareAnswers(CaseKeys keys, Sealing sealing) {
        this.keys = keys;
        this.sealing = sealing;
    }

    /**
     * Whether the family can give some special care with support only, or may do so for all that can be read here; empty
     * where the result says nothing of special care.
     */
    Mono<Optional<Boolean>> needSupport(String caseRef, TracingResultIssued body) {
        Stream<CareCapacity> clear = body.getCareAnswers().stream().map(CareAnswer::getCapacity);
        if (body.getSealed() == null) {
            return Mono.just(withSupport(clear));
        }
        return keys.find(caseRef)
                .map(key -> sealing.open(key, caseRef, Sealed.of(body.getSealed()), TracingResultContent.class)
                        .getCareAnswers())
                .map((List<CareFinding> sealed) -> withSupport(
                        Stream.concat(clear, sealed.stream().map(CareFinding::getCapacity))))
                .onErrorReturn(CannotOpen.class, Optional.of(true))
                .defaultIfEmpty(Optional.of(true));
    }

    private static Optional<Boolean> withSupport(Stream<CareCapacity> capacities) {
        return capacities.map(each -> each == CareCapacity.ABLE_WITH_SUPPORT || each == CareCapacity.UNKNOWN)
                .reduce(Boolean::logicalOr);
    }
}
