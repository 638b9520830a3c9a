package org.safereturn.monitoringservice.figures;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.safereturn.monitoringservice.disclosure.Counts;
import org.safereturn.monitoringservice.disclosure.Level;
import org.safereturn.monitoringservice.disclosure.Protection;
import org.safereturn.monitoringservice.disclosure.Publication;
import org.safereturn.monitoringservice.fold.CheckpointCount;
import org.safereturn.monitoringservice.fold.Direction;
import org.safereturn.monitoringservice.fold.Journey;
import org.safereturn.monitoringservice.fold.JourneyFixtures;
import org.safereturn.monitoringservice.fold.ViewDocument;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Draws populations and reads whole answers as an attacker would: with every sum, difference and complement that the
 * tables allow, and with what the reader's own ministry knows; a reader of neither ministry also with the answer before,
 * knowing what has not changed since.
 */
class FiguresAttackTest {

    private static final int POPULATIONS = 40;
    private static final double SMALL = 1e-6;

    private static final ZoneId ZONE = ZoneId.of("Asia/Bangkok");
    private static final Instant NOW = Instant.parse("2026-12-28T10:00:00Z");
    private static final Level JOINT = new Level("L2", 5, Duration.ofDays(1));
    private static final Level OUTSIDE = new Level("L3", 11, Duration.ofDays(91));
    private static final Level OPEN = new Level("L2", 1, Duration.ofDays(1));

    /** What one reader is told at one moment, and what is so. */
    private record Told(Map<String, Long> numbers, Map<String, Long> truth, List<WholeAnswer.Equation> equations) {

        /** What the reader's own ministry records: of all numbers only these are told whatever is published. */
        Map<String, Long> own(Reader reader) {
            Map<String, Long> own = new LinkedHashMap<>(numbers);
            own.keySet().removeIf(each -> !isOwn(each, reader.own()) && !isOwnReport(each, reader.own(), truth));
            return own;
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
            Optional<Told> earlier = Optional.empty();
            for (int step = 0; step < 3; step++) {
                population.grow(random.nextInt(12 * (1 + random.nextInt(4))));
                Counts counts = population.counted();
                Publication published = Protection.publish(reader.level(), NOW, counts, before);
                Told told = told(reader, counts, published);
                String where = "population " + seed + ", step " + step;
                nothingSmallIsTold(where, reader, told);
                nothingFollows(where, reader, told.numbers(), told.own(reader), told.truth(), told.equations());
                String after = where + " after the one before";
                earlier.ifPresent(last -> {
                    changesAreNotFew(after, reader, last, told);
                    if (reader.own() == null) {
                        nothingFollows(after, reader, both(last, told, Told::numbers), Map.of(),
                                both(last, told, Told::truth), equations(last, told));
                    }
                });
                before = Optional.of(published);
                earlier = Optional.of(told);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("readers")
    void much_is_shown_all_the_same(Reader reader) {
        Population population = new Population(new Random(7));
        population.grow(900);
        Counts counts = population.counted();
        Told told = told(reader, counts, Protection.publish(reader.level(), NOW, counts, Optional.empty()));
        assertThat(told.numbers().values().stream().filter(each -> each >= 0).count())
                .isGreaterThan(told.numbers().size() * 6L / 10);
    }

    private static Told told(Reader reader, Counts counts, Publication published) {
        WholeAnswer answer = WholeAnswer.of(figures(reader, counts, published));
        WholeAnswer open = WholeAnswer.of(figures(new Reader(OPEN, null), counts,
                Protection.publish(OPEN, NOW, counts, Optional.empty())));
        Map<String, Long> truth = open.numbers();
        // An attacker uses every equation that is true, also where it is true by chance.
        return new Told(answer.numbers(), truth, open.equations().stream()
                .filter(each -> truth.containsKey(each.total()) && truth.keySet().containsAll(each.parts()))
                .filter(each -> value(truth, each.total()) >= 0 && each.parts().stream().allMatch(part -> value(truth, part) >= 0))
                .filter(each -> value(truth, each.total()) == each.parts().stream().mapToLong(part -> value(truth, part)).sum())
                // Nobody is told that two reports are the same.
                .filter(each -> !each.parts().equals(List.of(each.total() + " by TH"))
                        || value(truth, each.total()) != value(truth, each.total() + " by KH"))
                .filter(each -> each.parts().stream().noneMatch(part -> part.contains("difference") && value(truth, part) == 0))
                .toList());
    }

    private static long value(Map<String, Long> numbers, String name) {
        return numbers.getOrDefault(name, -1L);
    }

    private static Figures figures(Reader reader, Counts counts, Publication published) {
        return new Tables(scope(), reader, false, Quarter.at(NOW, ZONE), published, counts, NOW).figures();
    }

    private static Scope scope() {
        Map<String, Readiness> readiness = new LinkedHashMap<>();
        readiness.put("KH", new Readiness(Readiness.State.STARTED, "PROPOSED", null, false));
        readiness.put("TH", new Readiness(Readiness.State.STARTED, "PROPOSED", null, false));
        return new Scope(ZONE, readiness, List.of("KH_TO_TH", "TH_TO_KH"), Set.of("TH_TO_KH"));
    }

    /** Both answers as one: what has not changed has one name. */
    private static Map<String, Long> both(Told last, Told now, Function<Told, Map<String, Long>> what) {
        Map<String, Long> all = new LinkedHashMap<>();
        what.apply(last).forEach((name, value) -> all.merge(name(last, now, "before ", name), value, Math::max));
        what.apply(now).forEach((name, value) -> all.merge(name(last, now, "now ", name), value, Math::max));
        return all;
    }

    private static List<WholeAnswer.Equation> equations(Told last, Told now) {
        List<WholeAnswer.Equation> all = new ArrayList<>();
        last.equations().forEach(each -> all.add(renamed(each, part -> name(last, now, "before ", part))));
        now.equations().forEach(each -> all.add(renamed(each, part -> name(last, now, "now ", part))));
        return all;
    }

    private static WholeAnswer.Equation renamed(WholeAnswer.Equation equation,
            UnaryOperator<String> name) {
        return new WholeAnswer.Equation(name.apply(equation.total()), equation.parts().stream().map(name).toList());
    }

    private static String name(Told last, Told now, String when, String name) {
        return Objects.equals(last.truth().get(name), now.truth().get(name)) && !name.contains("difference") ? name
                : when + name;
    }

    /** What is shown twice has not changed by a few, unless it is the reader's own. */
    private static void changesAreNotFew(String where, Reader reader, Told last, Told now) {
        now.numbers().forEach((name, value) -> {
            long earlier = last.numbers().getOrDefault(name, -1L);
            if (value >= 0 && earlier >= 0 && !isOwn(name, reader.own()) && !isOwnReport(name, reader.own(), now.truth())
                    && !isOwnReport(name, reader.own(), last.truth()) && !name.contains("difference")) {
                assertThat(isFew(value - earlier, reader.level())).as("%s: %s %d %d", where, name, earlier, value).isFalse();
            }
        });
    }

    private static boolean isOwn(String name, @Nullable String own) {
        return own != null && (name.endsWith(" " + own) || name.endsWith(" " + own + " yes")
                || name.endsWith(" " + own + " no") || name.contains("difference")
                || name.contains("REFERRALS " + own) || (name.contains("RETURNS") && name.endsWith("_TO_" + own))
                || (name.contains("RESULTS") && name.endsWith("_TO_" + own)));
    }

    /** Whether it is part of a checkpoint report that the reader's own ministry made and that is the larger one. */
    private static boolean isOwnReport(String name, @Nullable String own, Map<String, Long> truth) {
        Optional<String> row = truth.keySet().stream().filter(each -> each.endsWith(" by " + own))
                .map(each -> each.substring(0, each.length() - 6)).filter(each -> name.startsWith(each)).findFirst();
        return row.filter(each -> value(truth, each) == value(truth, each + " by " + own))
                .filter(each -> !("TH".equals(own) && value(truth, each) == value(truth, each + " by KH"))).isPresent();
    }

    private static boolean isFew(long persons, Level level) {
        return persons != 0 && Math.abs(persons) < level.threshold();
    }

    /** No small number that is not told has only one value that all equations allow, unless the reader's own say so. */
    private static void nothingFollows(String where, Reader reader, Map<String, Long> numbers, Map<String, Long> own,
            Map<String, Long> truth, List<WholeAnswer.Equation> equations) {
        Set<String> found = follows(numbers, equations);
        found.removeAll(ownOnly(own, truth, equations));
        assertThat(found.stream().filter(each -> !each.contains("difference"))
                .filter(each -> isFew(truth.getOrDefault(each, 0L), reader.level())).toList()).as(where).isEmpty();
    }

    /** What follows from the reader's own numbers for whoever knows that elsewhere there is nobody: its own persons. */
    private static Set<String> ownOnly(Map<String, Long> own, Map<String, Long> truth, List<WholeAnswer.Equation> equations) {
        Map<String, Long> known = new HashMap<>(own);
        truth.forEach((name, value) -> {
            if (value == 0) {
                known.put(name, value);
            }
        });
        return own.isEmpty() ? Set.of() : follows(known, equations);
    }

    /** The numbers that are not told and have only one value. */
    private static Set<String> follows(Map<String, Long> numbers, List<WholeAnswer.Equation> equations) {
        List<String> unknown = equations.stream().flatMap(each -> Stream.concat(Stream.of(each.total()), each.parts().stream()))
                .distinct().filter(each -> numbers.getOrDefault(each, -1L) < 0).toList();
        Map<String, Integer> columns = new HashMap<>();
        unknown.forEach(each -> columns.put(each, columns.size()));
        List<double[]> rows = new ArrayList<>();
        for (WholeAnswer.Equation each : equations) {
            double[] row = new double[unknown.size() + 1];
            add(row, columns, numbers, each.total(), 1);
            each.parts().forEach(part -> add(row, columns, numbers, part, -1));
            rows.add(row);
        }
        Set<String> found = new LinkedHashSet<>();
        found.addAll(squeezed(rows, unknown));
        eliminate(rows, unknown.size()).forEach(column -> found.add(unknown.get(column)));
        found.addAll(squeezed(rows, unknown));
        return found;
    }

    /** A small number is not simply told, unless it is the reader's own. */
    private static void nothingSmallIsTold(String where, Reader reader, Told told) {
        told.numbers().forEach((name, value) -> assertThat(value >= 0 && isFew(value, reader.level())
                && !isOwn(name, reader.own()) && !isOwnReport(name, reader.own(), told.truth())
                && !name.contains("difference")).as("%s: %s is %d", where, name, value).isFalse());
    }

    private static void add(double[] row, Map<String, Integer> columns, Map<String, Long> numbers, String name, int factor) {
        Integer column = columns.get(name);
        if (column == null) {
            row[row.length - 1] -= factor * (double) value(numbers, name);
        } else {
            row[column] += factor;
        }
    }

    /** Gauss and Jordan; the columns that have one value. */
    private static List<Integer> eliminate(List<double[]> rows, int columns) {
        int done = 0;
        Map<Integer, double[]> pivots = new LinkedHashMap<>();
        for (int column = 0; column < columns && done < rows.size(); column++) {
            int best = done;
            for (int row = done + 1; row < rows.size(); row++) {
                if (Math.abs(rows.get(row)[column]) > Math.abs(rows.get(best)[column])) {
                    best = row;
                }
            }
            double[] pivot = rows.get(best);
            if (Math.abs(pivot[column]) < SMALL) {
                continue;
            }
            rows.set(best, rows.get(done));
            rows.set(done++, pivot);
            double factor = pivot[column];
            Arrays.setAll(pivot, at -> pivot[at] / factor);
            for (int each = 0; each < rows.size(); each++) {
                double[] row = rows.get(each);
                double times = row[column];
                if (each != done - 1 && Math.abs(times) > SMALL) {
                    Arrays.setAll(row, at -> row[at] - times * pivot[at]);
                }
            }
            pivots.put(column, pivot);
        }
        return pivots.entrySet().stream().filter(each -> {
            long filled = 0;
            for (int at = 0; at < columns; at++) {
                filled += Math.abs(each.getValue()[at]) > SMALL ? 1 : 0;
            }
            return filled == 1;
        }).map(Map.Entry::getKey).toList();
    }

    /** What lies between bounds that meet, for no number is below nobody. */
    private static List<String> squeezed(List<double[]> rows, List<String> unknown) {
        double[] least = new double[unknown.size()];
        double[] most = new double[unknown.size()];
        Arrays.fill(most, 1e9);
        List<int[]> filled = rows.stream().map(row -> IntStream.range(0, unknown.size())
                .filter(at -> Math.abs(row[at]) > SMALL).toArray()).toList();
        boolean closer = true;
        for (int round = 0; closer && round < 20; round++) {
            closer = false;
            for (int row = 0; row < rows.size(); row++) {
                closer |= squeeze(rows.get(row), filled.get(row), least, most);
            }
        }
        return IntStream.range(0, least.length).filter(at -> most[at] - least[at] < 1 - SMALL).mapToObj(unknown::get).toList();
    }

    private static boolean squeeze(double[] row, int[] filled, double[] least, double[] most) {
        boolean closer = false;
        for (int at : filled) {
            double low = row[row.length - 1];
            double high = row[row.length - 1];
            for (int other : filled) {
                if (other != at) {
                    low -= row[other] * (row[other] > 0 ? most[other] : least[other]);
                    high -= row[other] * (row[other] > 0 ? least[other] : most[other]);
                }
            }
            double from = Math.ceil(Math.min(low / row[at], high / row[at]) - SMALL);
            double to = Math.floor(Math.max(low / row[at], high / row[at]) + SMALL);
            closer |= from > least[at] || to < most[at];
            least[at] = Math.max(least[at], from);
            most[at] = Math.min(most[at], to);
        }
        return closer;
    }

    /** Made-up journeys and counts that grow. */
    private static final class Population {

        private final Random random;
        private final List<JourneyFixtures.Until> ends;
        private final Map<String, ViewDocument> documents = new HashMap<>();
        private final Map<String, ViewDocument> returns = new HashMap<>();
        private int journeys;
        private long version;

        Population(Random random) {
            this.random = random;
            List<JourneyFixtures.Until> all = new ArrayList<>(List.of(JourneyFixtures.Until.values()));
            Collections.shuffle(all, random);
            ends = all.subList(0, 1 + random.nextInt(all.size()));
        }

        void grow(int persons) {
            for (int index = 0; index < persons; index++) {
                Direction direction = random.nextInt(4) > 0 ? new Direction("TH", "KH") : new Direction("KH", "TH");
                apply(documents, JourneyFixtures.journey("person-" + journeys++, direction,
                        Instant.parse("2026-10-05T02:00:00Z").plus(Duration.ofHours(random.nextInt(900))),
                        Duration.ofHours(1L + random.nextInt(40)), ends.get(random.nextInt(ends.size())), random));
            }
            for (String country : List.of("KH", "TH")) {
                for (String place : List.of("KH-POI-PET", "KH-CHAM-YEAM")) {
                    if (random.nextInt(3) > 0) {
                        apply(returns, List.of(JourneyFixtures.counts(country, "2026-11", place,
                                new Direction("TH", "KH"), ++version, random.nextInt(14), random.nextInt(14))));
                    }
                }
            }
        }

        private static void apply(Map<String, ViewDocument> to, List<JourneyFixtures.Sent> events) {
            events.stream().map(JourneyFixtures.Sent::update).forEach(update -> update.changes().forEach(
                    to.computeIfAbsent(update.id(), _ -> new ViewDocument())::apply));
        }

        Counts counted() {
            FiguresCalculation calculation = new FiguresCalculation(NOW, scope());
            documents.forEach((id, document) -> calculation.add(Journey.read(id, document)));
            returns.values().forEach(document -> calculation.add(CheckpointCount.of(document)));
            return calculation.finish();
        }
    }
}
