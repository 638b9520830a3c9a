package org.safereturn.caseservice.casefile.application;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

import org.safereturn.caseservice.casefile.model.CaseEvent;
import org.safereturn.caseservice.casefile.model.CaseFile;
import org.safereturn.caseservice.names.application.NameIndex;
import org.safereturn.caseservice.names.application.NameKeys;
import org.safereturn.messaging.aggregate.Aggregates;
import reactor.core.publisher.Mono;

/**
 * Goes through all cases and puts right by which names they are found: when the keys of names are made otherwise than
 * before, and once a day. So cases that are older than the index come into it, keys of a case whose own key was erased go,
 * and what a crash left behind is mended.
 */
public final class NamesRound {

    private static final Duration EVERY = Duration.ofDays(1);
    private static final Aggregates.Position OLDEST = new Aggregates.Position(Instant.EPOCH, "");
    /** Large, because a store without indexes reads everything for each page. */
    private static final int PAGE = 1_000;

    private final Aggregates<CaseFile, CaseEvent> files;
    private final CaseNames names;
    private final NameIndex index;
    private final NameKeys nameKeys;
    private final Clock clock;

    public NamesRound(Aggregates<CaseFile, CaseEvent> files, CaseNames names, NameIndex index, NameKeys nameKeys,
            Clock clock) {
        this.files = files;
        this.names = names;
        this.index = index;
        this.nameKeys = nameKeys;
        this.clock = clock;
    }

    /** Goes through all cases, if that is due. */
    public Mono<Void> whenDue() {
        return Mono.defer(() -> index.lastRound().filter(last -> last.madeBy().equals(nameKeys.madeBy())
                        && last.at().plus(EVERY).isAfter(clock.instant())).hasElement())
                .flatMap(fresh -> fresh ? Mono.empty() : now());
    }

    /** Goes through all cases. */
    public Mono<Void> now() {
        return page(OLDEST).expand(page -> Mono.justOrEmpty(page.next()).flatMap(this::page))
                .then(Mono.defer(() -> index.done(new NameIndex.Round(nameKeys.madeBy(), clock.instant()))));
    }

    private Mono<Aggregates.Page<CaseFile>> page(Aggregates.Position after) {
        return files.list(new Aggregates.Query(Map.of(), Optional.of(after), true, PAGE))
                .flatMap(page -> names.keep(page.items()).thenReturn(page));
    }
}
