package org.safereturn.monitoringservice.figures;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import org.safereturn.monitoringservice.disclosure.Counts;
import org.safereturn.monitoringservice.fold.CheckpointCount;
import org.safereturn.monitoringservice.fold.Direction;
import org.safereturn.monitoringservice.fold.Journey;
import org.safereturn.monitoringservice.fold.JourneyFixtures;
import org.safereturn.monitoringservice.fold.ViewDocument;

/** Made-up journeys and counts at random: persons come, go on, and refuse to be counted; reports are made and corrected. */
final class Population {

    private static final List<Direction> DIRECTIONS = List.of(new Direction("TH", "KH"), new Direction("TH", "KH"),
            new Direction("TH", "KH"), new Direction("KH", "TH"));

    /** A person, with the steps that are still to come. */
    private record Person(String id, Direction direction, List<JourneyFixtures.Sent> ahead) {
    }

    private final Random random;
    private final List<JourneyFixtures.Until> ends;
    private final List<Person> persons = new ArrayList<>();
    private final Map<String, ViewDocument> documents = new LinkedHashMap<>();
    private final Map<String, ViewDocument> returns = new HashMap<>();
    private long version;

    Population(Random random) {
        this.random = random;
        List<JourneyFixtures.Until> all = new ArrayList<>(List.of(JourneyFixtures.Until.values()));
        Collections.shuffle(all, random);
        ends = all.subList(0, 1 + random.nextInt(all.size()));
    }

    /** New persons, as far on their way as they will come or less. */
    void come(int number) {
        for (int index = 0; index < number; index++) {
            Direction direction = DIRECTIONS.get(random.nextInt(DIRECTIONS.size()));
            String id = "person-" + persons.size();
            Person person = new Person(id, direction, new ArrayList<>(JourneyFixtures.journey(id, direction,
                    Instant.parse("2026-10-05T02:00:00Z").plus(Duration.ofHours(random.nextInt(900))),
                    Duration.ofHours(1L + random.nextInt(40)), ends.get(random.nextInt(ends.size())), random)));
            persons.add(person);
            goOn(person, random.nextInt(3) == 0 ? 1 + random.nextInt(person.ahead().size()) : person.ahead().size());
        }
    }

    /** Some of those who are under way go a few steps further, and now and then one refuses to be counted. */
    void goOn(int number) {
        List<Person> underWay = new ArrayList<>(persons.stream().filter(each -> !each.ahead().isEmpty()).toList());
        Collections.shuffle(underWay, random);
        underWay.stream().limit(number).forEach(each -> goOn(each, 1 + random.nextInt(3)));
        if (random.nextInt(4) == 0) {
            Person refuses = persons.get(random.nextInt(persons.size()));
            apply(documents, List.of(JourneyFixtures.refusing(refuses.id(), refuses.direction(),
                    Instant.parse("2026-12-20T02:00:00Z")).getLast()));
        }
    }

    /** Everybody goes as far as they will come. */
    void goOn() {
        persons.forEach(each -> goOn(each, each.ahead().size()));
    }

    private void goOn(Person person, int steps) {
        List<JourneyFixtures.Sent> taken = person.ahead().subList(0, Math.min(steps, person.ahead().size()));
        apply(documents, taken);
        taken.clear();
    }

    /** Reports of returns through two places, new or corrected. */
    void report() {
        for (String country : List.of("KH", "TH")) {
            for (String place : List.of("KH-POI-PET", "KH-CHAM-YEAM")) {
                if (random.nextInt(3) > 0) {
                    // No number of one country's report is also one of the other's: nobody would know whose it is.
                    int own = country.equals("KH") ? 0 : 1;
                    apply(returns, List.of(JourneyFixtures.counts(country, "2026-11", place, new Direction("TH", "KH"),
                            ++version, 3 * random.nextInt(5) + own, 3 * random.nextInt(5) + own)));
                }
            }
        }
    }

    private static void apply(Map<String, ViewDocument> to, Collection<JourneyFixtures.Sent> events) {
        events.stream().map(JourneyFixtures.Sent::update).forEach(update -> update.changes().forEach(
                to.computeIfAbsent(update.id(), _ -> new ViewDocument())::apply));
    }

    /** Who is counted and is not somebody else's second entry. */
    List<Journey> counted(Instant now, Scope scope) {
        return documents.entrySet().stream().map(each -> Journey.read(each.getKey(), each.getValue()))
                .filter(each -> each.direction().isPresent() && !each.duplicate() && scope.counts(each, now)).toList();
    }

    Counts counts(Instant now, Scope scope) {
        FiguresCalculation calculation = new FiguresCalculation(now, scope);
        documents.forEach((id, document) -> calculation.add(Journey.read(id, document)));
        returns.values().forEach(document -> calculation.add(CheckpointCount.of(document)));
        return calculation.finish();
    }
}
