package org.safereturn.monitoringservice.figures;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.ObjIntConsumer;

import org.safereturn.monitoringservice.disclosure.Counts;
import org.safereturn.monitoringservice.figures.KeptJourneys.Kept;
import org.safereturn.monitoringservice.figures.KeptJourneys.Reference;
import org.safereturn.monitoringservice.fold.CheckpointCount;
import org.safereturn.monitoringservice.fold.Journey;

/**
 * The figures of journeys that change: what a journey added before is taken back when it is put in again. Whatever the order
 * and however often, the same journeys give the same numbers. Persons who add the same are counted together, so a moment's
 * numbers are made from as many kinds of persons as there are. For one thread at a time.
 *
 * <p>There may be a million journeys. Each takes 70 to 100 bytes: what is {@linkplain KeptJourneys kept of it}, and four bytes for
 * each of its times among those of all others. What journeys have in common is held once.
 */
public final class RunningFigures {

    private final Scope scope;
    private final List<IndicatorSet.Definition> definitions;
    private final KeptJourneys journeys = new KeptJourneys();
    private final Map<Contribution.Shape, Cohort> cohorts = new HashMap<>();
    private final Shared shared = new Shared();
    private final Map<Contribution.Series, Numbers> minutes = new HashMap<>();
    private List<CheckpointCount> reports = List.of();
    /** The day for which all are counted, in days since 1970. */
    private long today = Long.MIN_VALUE;

    /** Of nobody. */
    public RunningFigures(Scope scope) {
        this.scope = scope;
        this.definitions = IndicatorSet.definitions(scope.zone(), scope.resultFirst()::contains);
    }

    /** Nobody any more. */
    public void clear() {
        journeys.clear();
        cohorts.clear();
        shared.clear();
        minutes.clear();
        reports = List.of();
    }

    /** This is how the journey stands. */
    public void put(Journey journey) {
        Reference reference = Reference.of(journey.statRef());
        Kept before = journeys.remove(reference);
        if (before != null) {
            if (isCounted(before)) {
                withdraw(before);
            }
            leave(before.cohort());
        }
        Contribution.of(journey, scope, definitions).ifPresent(each -> {
            Kept next = new Kept(reference, cohort(each.shape()), each);
            next.cohort().join(1);
            journeys.add(next);
            if (isCounted(next)) {
                count(next);
            }
        });
    }

    /** These are all reports of checkpoints. */
    public void reports(List<CheckpointCount> all) {
        reports = List.copyOf(all);
    }

    /** All numbers of this moment, and how they hang together. */
    public Counts at(Instant now) {
        turn(now.atZone(scope.zone()).toLocalDate().toEpochDay());
        FiguresCalculation calculation = new FiguresCalculation(now, scope);
        cohorts.values().stream().filter(each -> each.counted() > 0)
                .forEach(each -> calculation.add(each.shape(), each.counted()));
        minutes.forEach(calculation::add);
        reports.forEach(calculation::add);
        return calculation.finish();
    }

    private boolean isCounted(Kept journey) {
        return journey.through() >= today;
    }

    /** From one day to another, consents run out. */
    private void turn(long day) {
        if (day == today) {
            return;
        }
        List<Kept> changed = new ArrayList<>();
        journeys.forEach(each -> {
            if (isCounted(each) != each.through() >= day) {
                changed.add(each);
            }
        });
        changed.forEach(each -> {
            if (isCounted(each)) {
                withdraw(each);
            } else {
                count(each);
            }
        });
        today = day;
    }

    private Cohort cohort(Contribution.Shape shape) {
        Cohort known = cohorts.get(shape);
        if (known != null) {
            return known;
        }
        Cohort made = new Cohort(shape.sharing(shared));
        cohorts.put(made.shape(), made);
        return made;
    }

    private void leave(Cohort cohort) {
        cohort.join(-1);
        if (cohort.isEmpty()) {
            cohorts.remove(cohort.shape());
        }
    }

    private void count(Kept journey) {
        journey.cohort().count(1);
        forEachSeries(journey, (series, value) -> minutes.computeIfAbsent(series, _ -> new Numbers()).add(value));
    }

    private void withdraw(Kept journey) {
        journey.cohort().count(-1);
        forEachSeries(journey, (series, value) -> {
            Numbers numbers = Objects.requireNonNull(minutes.get(series));
            numbers.remove(value);
            if (numbers.size() == 0) {
                minutes.remove(series);
            }
        });
    }

    private static void forEachSeries(Kept journey, ObjIntConsumer<Contribution.Series> consumer) {
        List<Contribution.Series> all = journey.cohort().shape().series();
        for (int index = 0; index < all.size(); index++) {
            consumer.accept(all.get(index), journey.minutes(index));
        }
    }
}
