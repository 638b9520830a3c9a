package org.safereturn.monitoringservice.figures;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.safereturn.monitoringservice.disclosure.Counts;
import org.safereturn.monitoringservice.disclosure.Level;
import org.safereturn.monitoringservice.disclosure.Protection;
import org.safereturn.monitoringservice.disclosure.Publication;
import org.safereturn.monitoringservice.fold.CheckpointCount;
import org.safereturn.monitoringservice.fold.JourneyState;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Draws populations and reads whole answers as an attacker would: with every sum, difference and complement that the
 * tables allow, with the answer before and the guess what has not changed since, and, as a ministry, with all that it
 * records itself, then and now, its rows of journeys and its notices.
 */
class FiguresAttackTest {

    private static final int POPULATIONS = 20;

    /** Ends the name of the other ministry's part of a number. */
    private static final String OTHERS = " of the other";

    private static final ZoneId ZONE = ZoneId.of("Asia/Bangkok");
    private static final Instant NOW = Instant.parse("2026-12-28T10:00:00Z");
    private static final Quarter QUARTER = Quarter.at(NOW, ZONE);
    private static final Level JOINT = new Level("L2", 5, Duration.ofDays(1));
    private static final Level OUTSIDE = new Level("L3", 11, Duration.ofDays(91));
    private static final Level OPEN = new Level("L2", 1, Duration.ofDays(1));

    /**
     * What one reader has at one moment, and what is so.
     *
     * @param numbers of the answer and of the reader's records; below zero what they do not tell
     * @param own of these, what the reader has whatever is published
     * @param belief what the reader holds possible
     */
    private record Told(Map<String, Long> numbers, Map<String, Long> own, Map<String, Long> truth,
            List<WholeAnswer.Equation> equations, OwnRecords.Belief belief) {

        long truly(String name) {
            return truth.getOrDefault(name, -1L);
        }
    }

    static Stream<Reader> readers() {
        return Stream.of(new Reader(JOINT, null), new Reader(JOINT, "KH"), new Reader(JOINT, "TH"),
                new Reader(OUTSIDE, null));
    }

    @ParameterizedTest
    @MethodSource("readers")
    void no_hidden_number_can_be_worked_out_from_one_answer_or_from_two(Reader reader) {
        for (int seed = 0; seed < POPULATIONS; seed++) {
            Random random = new Random(seed);
            Population population = new Population(random);
            Optional<Publication> before = Optional.empty();
            Map<OwnRecords.Belief, Told> earlier = Map.of();
            for (int step = 0; step < 3; step++) {
                population.come(1 + random.nextInt(12 * (1 + random.nextInt(4))));
                population.goOn(random.nextInt(1 + random.nextInt(20)));
                population.report();
                Counts counts = population.counts(NOW, scope());
                Publication published = Protection.publish(reader.level(), NOW, counts, before);
                Map<OwnRecords.Belief, Told> now = new LinkedHashMap<>();
                for (OwnRecords.Belief belief : OwnRecords.Belief.values()) {
                    Told told = told(reader, population, counts, published, belief);
                    String where = "population " + seed + ", step " + step + ", " + belief;
                    nothingSmallIsTold(where, reader, told);
                    nothingFollows(where, reader, told);
                    Told last = earlier.get(belief);
                    if (last != null) {
                        changesAreNotFew(where, reader, last, told);
                        nothingFollows(where + ", after the one before", reader, both(last, told));
                    }
                    now.put(belief, told);
                    if (reader.own() == null) {
                        break;
                    }
                }
                before = Optional.of(published);
                earlier = now;
            }
        }
    }

    @ParameterizedTest
    @MethodSource("readers")
    void much_is_shown_all_the_same(Reader reader) {
        Population population = new Population(new Random(7));
        population.come(900);
        population.goOn();
        population.report();
        Counts counts = population.counts(NOW, scope());
        Told told = told(reader, population, counts, Protection.publish(reader.level(), NOW, counts, Optional.empty()),
                OwnRecords.Belief.ANYTHING_IS_POSSIBLE);
        List<Long> cells = told.numbers().entrySet().stream().filter(each -> isOfTheAnswer(each.getKey()))
                .map(Map.Entry::getValue).toList();
        assertThat(cells.stream().filter(each -> each >= 0).count()).isGreaterThan(cells.size() * 6L / 10);
    }

    /** Whether a number stands in the answer, and not among the reader's own records. */
    private static boolean isOfTheAnswer(String name) {
        return !name.startsWith("row ") && !name.contains("[") && !name.contains(" of ");
    }

    private static Told told(Reader reader, Population population, Counts counts, Publication published,
            OwnRecords.Belief belief) {
        Map<String, Long> numbers = WholeAnswer.of(figures(reader, counts, published)).numbers();
        WholeAnswer open = WholeAnswer.of(figures(new Reader(OPEN, null), counts,
                Protection.publish(OPEN, NOW, counts, Optional.empty())));
        Map<String, Long> truth = open.numbers();
        List<WholeAnswer.Equation> equations = new ArrayList<>(open.equations());
        Map<String, Long> own = new LinkedHashMap<>();
        if (reader.own() != null) {
            OwnRecords records = new OwnRecords(reader.own(), population.counted(NOW, scope()), QUARTER, ZONE, belief);
            own.putAll(numbers);
            own.keySet().removeIf(each -> !isOwn(each, reader.own()) && !isOwnReport(each, reader.own(), population.reports(), truth));
            records.numbers().forEach((name, value) -> {
                numbers.put(name, value);
                own.put(name, value);
            });
            truth.putAll(records.truth());
            equations.addAll(records.equations());
        }
        // An attacker uses every equation that is true, also where it is true by chance.
        return new Told(numbers, own, truth, equations.stream()
                .filter(each -> truth.containsKey(each.total()) && truth.keySet().containsAll(each.parts()))
                .filter(each -> Attacker.names(each).allMatch(part -> value(truth, part) >= 0))
                .filter(each -> value(truth, each.total()) == each.parts().stream().mapToLong(part -> value(truth, part)).sum())
                .filter(each -> each.parts().stream().noneMatch(part -> part.contains("difference") && value(truth, part) == 0))
                .toList(), belief);
    }

    private static long value(Map<String, Long> numbers, String name) {
        return numbers.getOrDefault(name, -1L);
    }

    private static Figures figures(Reader reader, Counts counts, Publication published) {
        return new Tables(scope(), reader, false, QUARTER, published, counts, NOW).figures();
    }

    private static Scope scope() {
        Map<String, Readiness> readiness = new LinkedHashMap<>();
        readiness.put("KH", new Readiness(Readiness.State.STARTED, "PROPOSED", null, false));
        readiness.put("TH", new Readiness(Readiness.State.STARTED, "PROPOSED", null, false));
        return new Scope(ZONE, readiness, List.of("KH_TO_TH", "TH_TO_KH"), Set.of("TH_TO_KH"), Set.of("KH", "TH"));
    }

    /**
     * Both answers as one: what has not changed has one name. Who guesses what has not changed also guesses where nobody is;
     * what a ministry has from its own numbers then and now and such guesses, it has without any answer.
     */
    private static Told both(Told last, Told now) {
        List<WholeAnswer.Equation> equations = new ArrayList<>();
        last.equations().forEach(each -> equations.add(renamed(each, part -> name(last, now, "before ", part))));
        now.equations().forEach(each -> equations.add(renamed(each, part -> name(last, now, "now ", part))));
        return new Told(both(last, now, Told::numbers), both(last, now, Told::own), both(last, now, Told::truth), equations,
                OwnRecords.Belief.KNOWS_WHERE_NOBODY_IS);
    }

    private static Map<String, Long> both(Told last, Told now, Function<Told, Map<String, Long>> what) {
        Map<String, Long> all = new LinkedHashMap<>();
        what.apply(last).forEach((name, value) -> all.merge(name(last, now, "before ", name), value, Math::max));
        what.apply(now).forEach((name, value) -> all.merge(name(last, now, "now ", name), value, Math::max));
        return all;
    }

    private static WholeAnswer.Equation renamed(WholeAnswer.Equation equation, UnaryOperator<String> name) {
        return new WholeAnswer.Equation(name.apply(equation.total()), equation.parts().stream().map(name).toList());
    }

    private static String name(Told last, Told now, String when, String name) {
        return Objects.equals(last.truth().get(name), now.truth().get(name)) && !name.contains("difference")
                && !isDoubtful(last, now, name) ? name : when + name;
    }

    /** Nobody guesses that a total has not changed of which an own part has. */
    private static boolean isDoubtful(Told last, Told now, String total) {
        return now.equations().stream().filter(each -> each.total().equals(total)).flatMap(each -> each.parts().stream())
                .anyMatch(part -> value(now.own(), part) >= 0 && value(now.own(), part) != value(last.own(), part));
    }

    /** What is shown twice has not changed by a few, unless it is the reader's own. */
    private static void changesAreNotFew(String where, Reader reader, Told last, Told now) {
        now.numbers().forEach((name, value) -> {
            long earlier = last.numbers().getOrDefault(name, -1L);
            if (value >= 0 && earlier >= 0 && !now.own().containsKey(name) && !last.own().containsKey(name)
                    && !name.contains("difference")) {
                assertThat(isFew(value - earlier, reader.level())).as("%s: %s %d %d", where, name, earlier, value).isFalse();
            }
        });
    }

    /** A small number is not simply told, unless it is the reader's own. */
    private static void nothingSmallIsTold(String where, Reader reader, Told told) {
        told.numbers().forEach((name, value) -> assertThat(value >= 0 && isFew(value, reader.level())
                && !told.own().containsKey(name) && !name.contains("difference")).as("%s: %s is %d", where, name, value).isFalse());
    }

    /** No small number that is not told has only one value that all equations allow, unless the reader's own say so. */
    private static void nothingFollows(String where, Reader reader, Told told) {
        Set<String> found = new Attacker(told.numbers(), told.equations()).found();
        found.removeIf(each -> (!isOfTheAnswer(each) && !each.endsWith(OTHERS)) || each.contains("difference")
                || !isFew(told.truly(each), reader.level()));
        if (!found.isEmpty()) {
            found.removeAll(ownOnly(told));
        }
        assertThat(found).as(where).isEmpty();
    }

    /**
     * What follows from the reader's own numbers: by themselves, and as totals for whoever knows that elsewhere there is
     * nobody. Those are its own persons.
     */
    private static Set<String> ownOnly(Told told) {
        if (told.own().isEmpty()) {
            return Set.of();
        }
        Map<String, Long> known = new LinkedHashMap<>(told.own());
        told.truth().forEach((name, value) -> {
            if (value == 0 && isOfTheAnswer(name)
                    && (told.belief() == OwnRecords.Belief.KNOWS_WHERE_NOBODY_IS || !isStanding(name))) {
                known.put(name, value);
            }
        });
        Set<String> found = new Attacker(known, told.equations()).found();
        int size;
        do {
            size = found.size();
            told.equations().stream().filter(each -> each.parts().stream().allMatch(part -> found.contains(part)
                            || value(known, part) >= 0 || ((isOfTheAnswer(part) || part.endsWith(OTHERS)) && told.truly(part) == 0)))
                    .forEach(each -> found.add(each.total()));
        } while (found.size() > size);
        return found;
    }

    /** Whether a number says where persons stand today. */
    private static boolean isStanding(String name) {
        return name.contains("waiting ") || name.contains("unmatched ")
                || Stream.of(JourneyState.values()).anyMatch(each -> name.contains(each + " "));
    }

    private static boolean isOwn(String name, @Nullable String own) {
        if (own == null) {
            return false;
        }
        String other = own.equals("KH") ? "TH" : "KH";
        return List.of("journeys", "persons", "duplicates").contains(name) || name.startsWith("persons ")
                || name.endsWith(" " + own) || name.endsWith(" " + own + " yes") || name.endsWith(" " + own + " no")
                || name.contains("difference") || name.startsWith("REFERRALS " + own + "_TO_")
                || ((name.startsWith("RETURNS ") || name.startsWith("RESULTS ")) && name.endsWith("_TO_" + own))
                || isOwnStanding(name, own + "_TO_" + other, JourneyState.Taker.HOST)
                || isOwnStanding(name, other + "_TO_" + own, JourneyState.Taker.ORIGIN);
    }

    /** Whether persons of this direction stand where a step of this side led, or wait there. */
    private static boolean isOwnStanding(String name, String direction, JourneyState.Taker side) {
        List<String> states = Stream.of(JourneyState.values()).filter(each -> each.taker() == side).map(Enum::name).toList();
        List<String> waiting = side == JourneyState.Taker.HOST ? List.of("waiting RECEIPT ")
                : List.of("waiting ACCEPTANCE ", "waiting RESULT ");
        return states.stream().anyMatch(each -> name.equals(each + " " + direction))
                || waiting.stream().anyMatch(each -> name.startsWith(each + direction))
                || (side == JourneyState.Taker.HOST && name.equals("unmatched " + direction));
    }

    /** Whether it is a number of the report that counts which the reader's own ministry reported itself. */
    private static boolean isOwnReport(String name, @Nullable String own, List<CheckpointCount> reports,
            Map<String, Long> truth) {
        return reports.stream().filter(each -> each.country().equals(own)).anyMatch(report -> {
            String row = report.month() + " " + report.checkpoint() + " " + report.direction().code();
            return name.startsWith(row) && report.total() == value(truth, row)
                    && (name.equals(row) || value(truth, name) == report.groups().stream()
                            .filter(group -> name.equals(row + " " + group.sex()) || name.equals(row + " age " + group.ageGroup()))
                            .mapToLong(CheckpointCount.Group::count).sum());
        });
    }

    private static boolean isFew(long persons, Level level) {
        return persons != 0 && Math.abs(persons) < level.threshold();
    }
}
