package org.safereturn.access.scope;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.safereturn.access.audit.AccessRecording;
import org.safereturn.access.identity.Actor;
import org.safereturn.casefile.v1.TemporaryAccessRecorded;
import org.safereturn.casefile.v1.TemporaryAccessState;
import org.safereturn.messaging.aggregate.Aggregates;
import org.safereturn.messaging.aggregate.AggregatesFactory;
import org.safereturn.messaging.event.InboundEvent;
import org.safereturn.messaging.event.Ordering;
import org.safereturn.messaging.outcome.Aggregate;
import org.safereturn.messaging.outcome.Cause;
import org.safereturn.messaging.outcome.Decision;
import org.safereturn.messaging.outcome.Outcome;
import reactor.core.publisher.Mono;

/**
 * The only exception to {@link Sight}, for the services that do not grant it: an officer with a temporary access from
 * the ministry's case service may read that case, and nothing else, until the time is over by this service's clock or
 * the access is revoked. What was told is kept apart from what the service holds of the case, so it waits for a case
 * that is not here yet.
 */
public final class TemporaryReading {

    private final Aggregates<Accesses, Void> accesses;
    private final Clock clock;

    private TemporaryReading(Aggregates<Accesses, Void> accesses, Clock clock) {
        this.accesses = accesses;
        this.clock = clock;
    }

    /** Keeps what is told in the service's own store. */
    public static TemporaryReading in(AggregatesFactory factory, Clock clock) {
        return new TemporaryReading(factory.create("temporary_accesses", Accesses.class, (_, _, _, _) -> List.of()), clock);
    }

    /** Stores what this ministry's case service published, in any order and any number of times. */
    public Mono<Outcome<Accesses>> learn(InboundEvent event, TemporaryAccessRecorded told) {
        return accesses.change(told.getCaseRef().toString(), new Cause.Message(event, Ordering.ORDER_FREE),
                (Optional<Accesses> known) -> Decision.accept(known.orElse(Accesses.NONE).and(Told.of(told)), List.of()));
    }

    /** Whether this officer reads the case now: because it belongs to the officer, or else for a time. */
    public Mono<Boolean> sees(String caseRef, CaseScope scope, Sight sight, Actor reader) {
        return sight.sees(scope) ? Mono.just(true) : lets(caseRef, reader);
    }

    /** Whether this officer may read the case now for a time; if so, that is what the audit trail says of the call. */
    public Mono<Boolean> lets(String caseRef, Actor reader) {
        Instant now = clock.instant();
        return accesses.find(caseRef).map(Aggregate::state).defaultIfEmpty(Accesses.NONE)
                .flatMap(told -> told.lets(reader.reference(), now) ? used() : Mono.just(false));
    }

    /** Yes, and the audit trail says of the call in whose course this runs that it rests on a temporary access. */
    public static Mono<Boolean> used() {
        return AccessRecording.temporary().thenReturn(true);
    }

    /**
     * The temporary accesses to one case.
     *
     * @param told one for each
     */
    public record Accesses(List<Told> told) {

        static final Accesses NONE = new Accesses(List.of());

        /** Keeps its own copy. */
        public Accesses {
            told = List.copyOf(told);
        }

        /** With this one; once taken back it stays so, whatever is told later. */
        Accesses and(Told one) {
            List<Told> all = new ArrayList<>(told);
            boolean takenBack = all.stream().anyMatch(known -> known.number() == one.number() && !known.stands());
            if (takenBack) {
                return this;
            }
            all.removeIf(known -> known.number() == one.number());
            all.add(one);
            return new Accesses(all);
        }

        boolean lets(String reader, Instant now) {
            return told.stream().anyMatch(each -> each.lets(reader, now));
        }
    }

    /**
     * One temporary access as it was last told.
     *
     * @param number names it within the case
     * @param reader reference of the officer who may read
     * @param approver reference of the second person
     * @param from its first moment
     * @param until the moment from which on it is over by itself
     * @param stands whether it was granted and not taken back; what a newer case service says otherwise stands not
     */
    public record Told(int number, String reader, String approver, Instant from, Instant until, boolean stands) {

        static Told of(TemporaryAccessRecorded told) {
            return new Told(told.getNumber(), told.getGrantedTo().getReference(), told.getGrantedBy().getReference(),
                    told.getStartsAt(), told.getEndsAt(), told.getResultingState() == TemporaryAccessState.GRANTED);
        }

        /** Nobody grants it to themselves, not even by an event that says so. */
        boolean lets(String officer, Instant now) {
            return stands && reader.equals(officer) && !approver.equals(reader) && !now.isBefore(from)
                    && now.isBefore(until);
        }
    }
}
