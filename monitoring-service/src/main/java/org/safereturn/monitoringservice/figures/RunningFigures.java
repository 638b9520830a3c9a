package org.safereturn.monitoringservice.figures;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.safereturn.monitoringservice.disclosure.Counts;
import org.safereturn.monitoringservice.fold.CheckpointCount;
import org.safereturn.monitoringservice.fold.Journey;

/**
 * The figures of journeys that change: what a journey added before is taken back when it is put in again. Whatever the order
 * and however often, the same journeys give the same numbers. Persons who add the same are counted together, so a moment's
 * numbers are made from as many kinds of persons as there are. For one thread at a time.
 */
public final class RunningFigures {

    private final Scope scope;
    private final List<IndicatorSet.Definition> definitions;
    private final Map<String, Kept> journeys = new HashMap<>();
    private final Map<Contribution.Shape, Cohort> cohorts = new HashMap<>();
    private final Map<String, Numbers> times = new HashMap<>();
    private final Map<String, Numbers> waiting = new HashMap<>();
    private List<CheckpointCount> reports = List.of();
    /** The day for which all are counted, in days since 1970. */
    private long today = Long.MIN_VALUE;

    /** Persons who add the same. */
    private static final class Cohort {
        private final Contribution.Shape shape;
        private long persons;

        Cohort(Contribution.Shape shape) {
            this.shape = shape;
        }
    }

    /** What is kept of a journey; the shape is shared by all of its cohort. */
    private static final class Kept {
        private final Contribution.Shape shape;
        private final double[] days;
        private final long waitsSince;
        private final long through;

        Kept(Contribution.Shape shape, Contribution contribution) {
            this.shape = shape;
            this.days = contribution.days().stream().mapToDouble(Double::doubleValue).toArray();
            this.waitsSince = contribution.waitsSince();
            this.through = contribution.through();
        }
    }

    /** Of nobody. */
    public RunningFigures(Scope scope) {
        this.scope = scope;
        this.definitions = IndicatorSet.definitions(scope.zone(), scope.resultFirst()::contains);
    }

    /** Nobody any more. */
    public void clear() {
        journeys.clear();
        cohorts.clear();
        times.clear();
        waiting.clear();
        reports = List.of();
    }

    /** This is how the journey stands. */
    public void put(Journey journey) {
        Kept before = journeys.remove(journey.statRef());
        if (before != null && isCounted(before)) {
            withdraw(before);
        }
        Contribution.of(journey, scope, definitions).map(this::kept).ifPresent(next -> {
            journeys.put(journey.statRef(), next);
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
        cohorts.values().forEach(each -> calculation.add(each.shape, each.persons));
        waiting.forEach(calculation::waits);
        times.forEach(calculation::takes);
        reports.forEach(calculation::add);
        return calculation.finish();
    }

    private Kept kept(Contribution contribution) {
        Cohort known = cohorts.get(contribution.shape());
        return new Kept(known == null ? contribution.shape() : known.shape, contribution);
    }

    private boolean isCounted(Kept journey) {
        return journey.through >= today;
    }

    /** From one day to another, consents run out. */
    private void turn(long day) {
        if (day == today) {
            return;
        }
        List<Kept> before = new ArrayList<>(journeys.values());
        before.removeIf(each -> isCounted(each) == each.through >= day);
        before.forEach(each -> {
            if (isCounted(each)) {
                withdraw(each);
            } else {
                count(each);
            }
        });
        today = day;
    }

    private void count(Kept journey) {
        cohorts.computeIfAbsent(journey.shape, Cohort::new).persons++;
        List<String> names = journey.shape.times();
        for (int index = 0; index < names.size(); index++) {
            times.computeIfAbsent(names.get(index), _ -> new Numbers()).add(journey.days[index]);
        }
        if (!journey.shape.waiting().isEmpty()) {
            waiting.computeIfAbsent(journey.shape.waiting(), _ -> new Numbers()).add((double) journey.waitsSince);
        }
    }

    private void withdraw(Kept journey) {
        Cohort cohort = Objects.requireNonNull(cohorts.get(journey.shape));
        cohort.persons--;
        if (cohort.persons == 0) {
            cohorts.remove(journey.shape);
        }
        List<String> names = journey.shape.times();
        for (int index = 0; index < names.size(); index++) {
            remove(times, names.get(index), journey.days[index]);
        }
        if (!journey.shape.waiting().isEmpty()) {
            remove(waiting, journey.shape.waiting(), (double) journey.waitsSince);
        }
    }

    private static void remove(Map<String, Numbers> all, String name, double value) {
        Numbers numbers = Objects.requireNonNull(all.get(name));
        numbers.remove(value);
        if (numbers.size() == 0) {
            all.remove(name);
        }
    }
}
