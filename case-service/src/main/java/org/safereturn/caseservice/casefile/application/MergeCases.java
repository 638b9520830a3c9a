package org.safereturn.caseservice.casefile.application;

import java.util.Optional;
import java.util.function.BiFunction;

import org.safereturn.access.scope.Caller;
import org.safereturn.access.time.Moment;
import org.safereturn.caseservice.casefile.model.CaseEvent;
import org.safereturn.caseservice.casefile.model.CaseFile;
import org.safereturn.caseservice.casefile.model.CaseMerge;
import org.safereturn.caseservice.casefile.model.CaseMerge.Survivor;
import org.safereturn.caseservice.casefile.model.MergeReason;
import org.safereturn.messaging.aggregate.Aggregates;
import org.safereturn.messaging.outcome.Aggregate;
import org.safereturn.messaging.outcome.Cause;
import org.safereturn.messaging.outcome.Decision;
import org.safereturn.messaging.outcome.Outcome;
import org.safereturn.messaging.outcome.Rejection;
import reactor.core.publisher.Mono;

/**
 * Two officers merge a case into another one of the same person; each sees both.
 *
 * <p>The confirmation changes two files, one after the other: first the case that goes on takes the other one in, and refuses
 * that when it ends itself; then the other one ends. So never do two cases end in favour of each other. Where the second
 * write is refused, the first is undone. Should the process end between the two, the confirmation is sent again.
 */
public final class MergeCases {

    private static final Cause CONFIRMED = new Cause.Internal("merge-confirmed");

    private final Aggregates<CaseFile, CaseEvent> files;
    private final WorkOnCase work;

    public MergeCases(Aggregates<CaseFile, CaseEvent> files, WorkOnCase work) {
        this.files = files;
        this.work = work;
    }

    /** An officer proposes it. */
    public Mono<Outcome<CaseFile>> propose(String caseRef, String into, Caller caller, MergeReason reason,
            boolean despiteDifference) {
        return survivor(caseRef, into, caller).flatMap(survivor -> work.act(caseRef, caller, (file, now) -> survivor
                .map(known -> file.proposeMerge(known, reason, despiteDifference, caller.officer(), now))
                .orElseGet(() -> Decision.refuse(Rejection.refused("merge-survivor-unknown")))));
    }

    /** A second officer confirms it. */
    public Mono<Outcome<CaseFile>> confirm(String caseRef, Caller caller) {
        return files.find(caseRef).filter(found -> caller.sees(found.state().scope()))
                .flatMap(found -> Mono.justOrEmpty(found.state().merge()).map(CaseMerge::survivor)
                        .flatMap(into -> survivor(caseRef, into, caller)).defaultIfEmpty(Optional.empty())
                        .flatMap(survivor -> confirm(found, survivor, caller)))
                .switchIfEmpty(Mono.defer(() -> work.act(caseRef, caller, (file, now) ->
                        file.confirmMerge(null, caller.officer(), now))));
    }

    /** It is turned down or taken back; a confirmation that broke off in between is undone. */
    public Mono<Outcome<CaseFile>> turnDown(String caseRef, Caller caller) {
        return files.find(caseRef).flatMap(found -> Mono.justOrEmpty(found.state().merge())).map(CaseMerge::survivor)
                .defaultIfEmpty("").flatMap(into -> work.act(caseRef, caller, (file, now) ->
                        file.turnDownMerge(caller.officer(), now)).flatMap(done -> done instanceof Outcome.Stored<CaseFile>
                                ? leaveOut(into, caseRef, caller).thenReturn(done) : Mono.just(done)));
    }

    private Mono<Outcome<CaseFile>> confirm(Aggregate<CaseFile> duplicate, Optional<Survivor> survivor, Caller caller) {
        BiFunction<CaseFile, Moment, Decision<CaseFile, CaseEvent>> decide = (file, now) ->
                file.confirmMerge(survivor.orElse(null), caller.officer(), now);
        Mono<Outcome<CaseFile>> end = work.act(duplicate.id(), caller, decide);
        boolean lets = !duplicate.state().merged() && caller.cause().outdated(duplicate.version()).isEmpty()
                && decide.apply(duplicate.state(), work.now()) instanceof Decision.Accepted<CaseFile, CaseEvent>;
        return survivor.filter(_ -> lets).map(other -> takeIn(other.caseRef(), duplicate.id(), caller).flatMap(taken ->
                taken instanceof Outcome.Refused<CaseFile> ? Mono.just(taken) : end.flatMap(done ->
                        done instanceof Outcome.Refused<CaseFile>
                                ? leaveOut(other.caseRef(), duplicate.id(), caller).thenReturn(done) : Mono.just(done))))
                .orElse(end);
    }

    private Mono<Outcome<CaseFile>> takeIn(String survivor, String duplicate, Caller caller) {
        return files.change(survivor, CONFIRMED, (Optional<CaseFile> file) -> file
                .map(known -> known.takeIn(duplicate, caller.officer(), work.now()))
                .orElseGet(() -> Decision.refuse(Rejection.refused("merge-survivor-unknown"))));
    }

    private Mono<Void> leaveOut(String survivor, String duplicate, Caller caller) {
        return files.find(survivor).filter(found -> found.state().mergedIn().contains(duplicate))
                .flatMap(_ -> files.change(survivor, CONFIRMED, (Optional<CaseFile> file) -> file
                        .map(known -> known.leaveOut(duplicate, caller.officer(), work.now()))
                        .orElseGet(() -> Decision.refuse(Rejection.refused("merge-survivor-unknown"))))).then();
    }

    /** The case that is to go on; empty where the officer does not see it, or it is the same case. */
    private Mono<Optional<Survivor>> survivor(String caseRef, String into, Caller caller) {
        return caseRef.equals(into) ? Mono.just(Optional.empty())
                : files.find(into).filter(found -> caller.sees(found.state().scope()))
                        .map(found -> Optional.of(new Survivor(into, found.state()))).defaultIfEmpty(Optional.empty());
    }
}
