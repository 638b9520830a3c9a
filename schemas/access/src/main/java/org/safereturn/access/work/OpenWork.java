package org.safereturn.access.work;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import org.safereturn.access.deadline.Deadlines;
import org.safereturn.access.deadline.Running;
import org.safereturn.access.deadline.Timer;
import org.safereturn.messaging.aggregate.Aggregates;
import org.safereturn.messaging.aggregate.AggregatesFactory;
import org.safereturn.messaging.aggregate.ListIndex;
import org.safereturn.messaging.event.CaseHead;
import org.safereturn.messaging.event.EventDraft;
import org.safereturn.messaging.event.EventTranslator;
import org.safereturn.messaging.event.Journey;
import org.safereturn.messaging.event.MessageTranslator;
import org.safereturn.messaging.event.Officer;
import org.safereturn.stats.v1.DeadlineBreached;
import org.safereturn.work.v1.DeadlineTimer;
import org.safereturn.work.v1.WorkItemChanged;
import org.safereturn.work.v1.WorkItemState;
import org.safereturn.work.v1.WorkList;
import reactor.core.publisher.Flux;

/**
 * Makes a service's stores of aggregates so that every change also tells what the ministry now has to do, or no longer; and
 * tells once of each step that is past its deadline.
 */
public final class OpenWork {

    private static final String TOLD_OF = "deadlines_of_";

    private final AggregatesFactory factory;
    private final MessageTranslator.Speaker speaker;
    private final Deadlines deadlines;
    private final Clock clock;
    private final List<Breaches<?>> breaches = new CopyOnWriteArrayList<>();

    /** For one service. */
    public OpenWork(AggregatesFactory factory, MessageTranslator.Speaker speaker, Deadlines deadlines, Clock clock) {
        this.factory = factory;
        this.speaker = speaker;
        this.deadlines = deadlines;
        this.clock = clock;
    }

    /**
     * Which steps of aggregates can be limited.
     *
     * @param timers those that this kind of aggregate knows; no other kind knows them
     * @param running the steps that have begun and not ended
     * @param stateField where a document says its state, one of the conditions under which the aggregates are listed
     * @param states in which a step can be running
     */
    public record Timed<S>(Set<Timer> timers, Function<S, List<Running>> running, String stateField, List<String> states) {

        /** Keeps its own copies. */
        public Timed {
            timers = Set.copyOf(timers);
            states = List.copyOf(states);
        }
    }

    /**
     * Aggregates whose changes tell the ministry's case service what is open: in the same write as the change, and only
     * what differs from before it.
     *
     * @param orderedEntities see {@link AggregatesFactory}
     * @param lists under which conditions they are listed or counted
     * @param journey the two countries of a case
     * @param open what waits in a state; at most one item of a list, and every list is told by one kind of aggregate only
     * @param timed which of its steps can be limited
     */
    public <S, E> Aggregates<S, E> create(String collection, Class<S> stateType, EventTranslator<S, E> translator,
            Set<String> orderedEntities, List<ListIndex> lists, Function<S, Journey> journey, Function<S, ? extends Collection<OpenItem>> open,
            Timed<S> timed) {
        EventTranslator<S, Told<E>> both = (id, state, version, told) -> switch (told) {
            case Told.Own<E>(E event) -> translator.translate(id, state, version, event);
            case Told.Work<E>(WorkList list, OpenItem item) -> List.of(draft(id, journey.apply(state), version, list, item));
        };
        Aggregates<S, Told<E>> stored = factory.create(collection, stateType, both, orderedEntities, lists);
        Breaches<S> late = new Breaches<>(stored, factory.create(TOLD_OF + collection, Breaches.Told.class,
                this::told), timed, journey, deadlines, clock);
        breaches.add(late);
        return new TellingAggregates<>(stored, open, late::look);
    }

    /**
     * Tells of every step that is past its deadline, unless it was told before.
     *
     * @param every how long after one look at what is stored the next one comes
     */
    public Rounds deadlineRounds(Duration every) {
        return Rounds.through("Deadlines", every, every, () -> Flux.fromIterable(breaches).concatMap(Breaches::round).then());
    }

    private List<EventDraft> told(String caseRef, Breaches.Told told, long version, Breaches.Breach breach) {
        CaseHead head = new CaseHead(caseRef, version, told.journey(), "", breach.noticedAt(),
                Officer.system(speaker.country(), speaker.service()));
        DeadlineBreached body = head.counted(DeadlineBreached.newBuilder(), speaker.pseudonyms().of(caseRef), speaker.country())
                .setTimer(DeadlineTimer.valueOf(breach.timer().name())).setStep(breach.number()).setDueOn(breach.dueOn())
                .setDaysOver(breach.daysOver()).setSuspendedDays(breach.suspendedDays()).build();
        String topic = speaker.catalogue().topicOf(DeadlineBreached.getClassSchema().getFullName(), speaker.service(),
                speaker.country());
        return List.of(new EventDraft(topic, speaker.catalogue().key(topic, body).orElseThrow(), body, breach.noticedAt(),
                Optional.empty(), Optional.empty()));
    }

    private EventDraft draft(String caseRef, Journey journey, long version, WorkList list, @Nullable OpenItem item) {
        Instant now = clock.instant();
        WorkItemState state = item == null ? WorkItemState.DONE : WorkItemState.OPEN;
        CaseHead head = new CaseHead(caseRef, version, journey, state.name(), now,
                Officer.system(speaker.country(), speaker.service()));
        WorkItemChanged body = head.on(WorkItemChanged.newBuilder()).setList(list)
                .setUnits(item == null ? List.of() : item.scope().units())
                .setContactPoints(item != null && item.scope().isOffered())
                .setReceivingPoints(item == null ? List.of() : item.scope().offeredAt())
                .setCrossingPoint(item == null ? null : item.crossingPoint())
                .setSince(item == null ? null : item.since()).setDueOn(item == null ? null : item.dueOn())
                .setTimer(item == null || item.timer() == null ? null : DeadlineTimer.valueOf(item.timer().name()))
                .setHolidaysUnknown(item == null ? List.of() : item.holidaysUnknown()).build();
        String topic = speaker.catalogue().topicOf(WorkItemChanged.getClassSchema().getFullName(), speaker.service(),
                speaker.country());
        return new EventDraft(topic, speaker.catalogue().key(topic, body).orElseThrow(), body, now, Optional.empty(),
                Optional.empty());
    }

    /** An event of the model, or a change of what is open. */
    sealed interface Told<E> {

        /** An event of the model. */
        record Own<E>(E event) implements Told<E> {
        }

        /**
         * A list changes.
         *
         * @param item as it now waits there; null when it no longer does
         */
        record Work<E>(WorkList list, @Nullable OpenItem item) implements Told<E> {
        }
    }
}
