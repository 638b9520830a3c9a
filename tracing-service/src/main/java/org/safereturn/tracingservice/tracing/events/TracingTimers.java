package org.safereturn.tracingservice.tracing.events;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import org.safereturn.access.deadline.Running;
import org.safereturn.access.deadline.Running.Pause;
import org.safereturn.access.deadline.Timer;
import org.safereturn.messaging.event.Party;
import org.safereturn.tracingservice.tracing.model.Acceptance;
import org.safereturn.tracingservice.tracing.model.Clarification;
import org.safereturn.tracingservice.tracing.model.Tracing;
import org.safereturn.tracingservice.tracing.model.TracingState;

/** Which steps of a tracing are running on this side. While an own question to the host has no answer the clock stands still. */
public final class TracingTimers {

    /** The timers that are known here. */
    public static final Set<Timer> TIMERS = Set.of(Timer.T_TRACE);

    /** The states in which one of them can be running. */
    public static final List<String> STATES = Stream.of(TracingState.TRACING).map(Enum::name)
            .toList();

    private TracingTimers() {
    }

    /**
     * The tracing itself, at the origin, from the acceptance to the first result or the end of the case. A case that is referred
     * again after its referral ended has a step of its own; between the rounds none is running.
     */
    public static List<Running> of(Tracing tracing) {
        Acceptance acceptance = tracing.referral().acceptance();
        if (tracing.side() != Party.ORIGIN || tracing.state() != TracingState.TRACING || acceptance == null
                || tracing.closed()) {
            return List.of();
        }
        List<Pause> pauses = tracing.presentClarifications().stream().filter(question -> question.askedBy() == Party.ORIGIN)
                .map(question -> new Pause(question.at(), Optional.ofNullable(question.answer())
                        .map(Clarification.Answer::at).orElse(null))).toList();
        return List.of(new Running(Timer.T_TRACE, tracing.referral().endedRound() + 1, acceptance.at(), pauses));
    }
}
