package org.safereturn.monitoringservice.figures;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.safereturn.exchange.v1.ConsentDecision;
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
    private final Set<String> changed = new HashSet<>();
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

    /** So many say that they may be counted until this day, or no longer. */
    void consent(int number, LocalDate until) {
        for (int index = 0; index < number; index++) {
            decide(persons.get(random.nextInt(persons.size())), random.nextInt(4) == 0 ? ConsentDecision.WITHDRAWN
                    : ConsentDecision.GIVEN, until);
        }
    }

    /** Everybody refuses to be counted. */
    void refuse() {
        persons.forEach(each -> decide(each, ConsentDecision.REFUSED, null));
    }

    private void decide(Person person, ConsentDecision decision, @Nullable LocalDate until) {
        apply(documents, List.of(JourneyFixtures.deciding(person.id(), person.direction(),
                Instant.parse("2026-12-20T02:00:00Z").plusSeconds(++version), decision, until).getLast()));
    }

    /** Who has changed since this was asked last. */
    List<Journey> changed() {
        List<Journey> journeys = changed.stream().filter(documents::containsKey).map(this::journey).toList();
        changed.clear();
        return journeys;
    }

    /** Everybody. */
    List<Journey> all() {
        return documents.keySet().stream().map(this::journey).toList();
    }

    private Journey journey(String id) {
        return Journey.read(id, Objects.requireNonNull(documents.get(id)));
    }

    /** All reports. */
    List<CheckpointCount> reports() {
        return returns.values().stream().map(CheckpointCount::of).toList();
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
                    apply(returns, List.of(JourneyFixtures.counts(country, "2026-11", place, new Direction("TH", "KH"),
                            ++version, 4 * random.nextInt(4), 4 * random.nextInt(4))));
                }
            }
        }
    }

    private void apply(Map<String, ViewDocument> to, Collection<JourneyFixtures.Sent> events) {
        events.stream().map(JourneyFixtures.Sent::update).forEach(update -> {
            update.changes().forEach(to.computeIfAbsent(update.id(), _ -> new ViewDocument())::apply);
            changed.add(update.id());
        });
    }

    /** Who is counted and is not somebody else's second entry. */
    List<Journey> counted(Instant now, Scope scope) {
        return all().stream().filter(each -> each.direction().isPresent() && !each.duplicate() && scope.counts(each, now)).toList();
    }

    Counts counts(Instant now, Scope scope) {
        RunningFigures running = new RunningFigures(scope);
        all().forEach(running::put);
        running.reports(reports());
        return running.at(now);
    }
}
