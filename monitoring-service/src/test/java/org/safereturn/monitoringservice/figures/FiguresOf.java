package org.safereturn.monitoringservice.figures;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

import org.safereturn.monitoringservice.disclosure.Counts;
import org.safereturn.monitoringservice.disclosure.Protection;
import org.safereturn.monitoringservice.fold.CheckpointCount;
import org.safereturn.monitoringservice.fold.Journey;

/** Figures of chosen journeys, for tests of what shows them. */
public final class FiguresOf {

    private FiguresOf() {
    }

    /** The first publication that a reader sees of these. */
    public static Figures journeys(Instant now, Scope scope, Reader reader, Collection<Journey> journeys,
            Collection<CheckpointCount> returns) {
        RunningFigures running = new RunningFigures(scope);
        journeys.forEach(running::put);
        running.reports(List.copyOf(returns));
        Counts counts = running.at(now);
        return new Tables(scope, reader, false, Quarter.at(now, scope.zone()),
                Protection.publish(reader.level(), now, counts, Optional.empty()), counts, now).figures();
    }
}
