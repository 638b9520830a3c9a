package org.safereturn.access.deadline;

import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The deadlines of a country. A timer that nobody has set starts no clock, and no deadline ever decides anything: what is
 * overdue is shown and told, and stays open.
 */
public final class Deadlines {

    private final ZoneId zone;
    private final Map<Timer, Limit> limits;
    private final WorkingCalendar.Days days;
    private final Period approachingWithin;

    /** As the profile says. */
    public Deadlines(DeadlineSettings settings) {
        this.zone = settings.timeZone();
        this.limits = settings.set();
        this.days = settings.calendar().days();
        this.approachingWithin = settings.dueLists().approachingWithin();
    }

    private record Stop(LocalDate from, LocalDate to) {

        /** The day on which it begins still counts; the day on which it ends does not. */
        boolean covers(LocalDate day) {
            return day.isAfter(from) && !day.isAfter(to);
        }
    }

    /** Whether somebody has set it. */
    public boolean isSet(Timer timer) {
        return limits.containsKey(timer);
    }

    /** How many visits the schedule has; none while nobody has set it. */
    public int visits() {
        return Optional.ofNullable(limits.get(Timer.T_VISIT)).map(limit -> limit.value().size()).orElse(0);
    }

    /** The last day on which something is due soon. */
    public LocalDate approachingUntil(LocalDate today) {
        return today.plus(approachingWithin);
    }

    /** The calendar day in this country. */
    public LocalDate dayOf(Instant time) {
        return LocalDate.ofInstant(time, zone);
    }

    /** When this step is due; empty while nobody has set the timer, and while it stands still. */
    public Optional<Due> due(Running step) {
        Limit limit = limits.get(step.timer());
        if (limit == null || step.paused()) {
            return Optional.empty();
        }
        int which = step.timer() == Timer.T_VISIT ? step.number() - 1 : 0;
        List<Period> periods = limit.periods();
        if (which < 0 || which >= periods.size()) {
            return Optional.empty();
        }
        List<Stop> stops = step.pauses().stream().flatMap(pause -> Optional.ofNullable(pause.to()).stream()
                .map(to -> new Stop(dayOf(pause.from()), dayOf(to)))).toList();
        LocalDate start = dayOf(step.since());
        return Optional.of(limit.counted() == Counted.WORKING_DAYS
                ? working(step, start, Math.toIntExact(periods.get(which).get(ChronoUnit.DAYS)), stops) : calendar(step, start, start.plus(periods.get(which)), stops));
    }

    /** What is overdue at that time. */
    public List<Due> overdue(List<Running> steps, Instant now) {
        LocalDate today = dayOf(now);
        return steps.stream().flatMap(step -> due(step).stream()).filter(due -> due.on().isBefore(today)).toList();
    }

    /** By how many calendar days it is overdue. */
    public int daysOver(Due due, Instant now) {
        return (int) Math.max(0, ChronoUnit.DAYS.between(due.on(), dayOf(now)));
    }

    private static Due calendar(Running step, LocalDate start, LocalDate end, List<Stop> stops) {
        LocalDate due = end;
        int stood = 0;
        for (LocalDate day = start.plusDays(1); !day.isAfter(due); day = day.plusDays(1)) {
            LocalDate here = day;
            if (stops.stream().anyMatch(stop -> stop.covers(here))) {
                due = due.plusDays(1);
                stood++;
            }
        }
        return new Due(step.timer(), step.number(), due, stood, List.of());
    }

    private Due working(Running step, LocalDate start, int wanted, List<Stop> stops) {
        SortedSet<Integer> unknown = new TreeSet<>();
        LocalDate day = start;
        int stood = 0;
        for (int left = wanted; left > 0 || !days.works(day);) {
            day = day.plusDays(1);
            LocalDate here = day;
            boolean stands = stops.stream().anyMatch(stop -> stop.covers(here));
            if (!days.knows(day.getYear())) {
                unknown.add(day.getYear());
            }
            stood += stands ? 1 : 0;
            left -= days.works(day) && !stands ? 1 : 0;
        }
        if (!days.knows(day.getYear())) {
            unknown.add(day.getYear());
        }
        return new Due(step.timer(), step.number(), day, stood, List.copyOf(unknown));
    }
}
