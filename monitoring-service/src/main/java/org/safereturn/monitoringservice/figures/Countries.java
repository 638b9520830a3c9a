package org.safereturn.monitoringservice.figures;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import org.safereturn.monitoringservice.disclosure.Level;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.ResourceLoader;

/** What the joint view needs from the country profiles: readiness, directions, names of crossing points. */
public final class Countries {

    /** The part of a profile that is read here. */
    record Profile(String country, Map<String, Flow> flows, MeReadiness meReadiness, MeConsent meConsent,
            Publishing publishing, List<Named> crossingPoints, Map<String, Deadline> deadlines) {

        Profile(String country, @Nullable Map<String, Flow> flows, @Nullable MeReadiness meReadiness,
                @Nullable MeConsent meConsent, Publishing publishing, @Nullable List<Named> crossingPoints,
                @Nullable Map<String, Deadline> deadlines) {
            this.country = country;
            this.flows = flows == null ? Map.of() : flows;
            this.meReadiness = meReadiness == null
                    ? new MeReadiness(Readiness.State.NOT_STARTED, PROPOSED, null) : meReadiness;
            this.meConsent = meConsent == null ? new MeConsent(false, PROPOSED) : meConsent;
            this.publishing = publishing;
            this.crossingPoints = crossingPoints == null ? List.of() : crossingPoints;
            this.deadlines = deadlines == null ? Map.of() : deadlines;
        }
    }

    /** One direction of return. */
    record Flow(@Nullable String resultBeforeReturn) {
    }

    /** A timer; without a value where nobody has set it. */
    record Deadline(@DefaultValue List<String> value) {
    }

    /** An entry of the readiness register. */
    record MeReadiness(Readiness.State state, String authority, @Nullable String since) {
    }

    /** Whether a law counts persons who refuse to be counted. */
    record MeConsent(boolean statutoryBasis, String authority) {
    }

    /** How figures are published. */
    record Publishing(Circle joint, Circle outside) {
    }

    /** One circle of readers. */
    record Circle(int hiddenBelow, Duration every, String authority) {
    }

    /** A place and its names by language. */
    record Named(String code, Map<String, String> names) {
    }

    private static final String PROPOSED = "PROPOSED";
    private static final String REFUSE = "REFUSE";

    private final Map<String, Profile> profiles;

    Countries(Collection<Profile> profiles) {
        this.profiles = new LinkedHashMap<>();
        profiles.forEach(each -> this.profiles.put(each.country(), each));
    }

    /**
     * Reads the profiles from their YAML files.
     *
     * @throws IllegalStateException naming the file that is missing or describes another country
     */
    public static Countries load(ResourceLoader loader, Collection<String> locations) {
        List<Profile> profiles = new ArrayList<>();
        for (String location : locations) {
            Resource resource = loader.getResource(location);
            if (!resource.exists()) {
                throw new IllegalStateException("There is no country profile at " + location);
            }
            try {
                List<PropertySource<?>> sources = new YamlPropertySourceLoader().load(location, resource);
                Binder binder = new Binder(ConfigurationPropertySources.from(sources));
                profiles.add(binder.bind("safereturn.profile", Bindable.of(Profile.class))
                        .orElseThrow(() -> new IllegalStateException(location + " is not a country profile")));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return new Countries(profiles);
    }

    /** Codes of the countries, in the order they are configured. */
    public List<String> codes() {
        return List.copyOf(profiles.keySet());
    }

    /** Whether each country's own monitoring has started, in the order of the countries. */
    public Map<String, Readiness> readiness() {
        Map<String, Readiness> result = new LinkedHashMap<>();
        profiles.forEach((code, profile) -> result.put(code,
                new Readiness(profile.meReadiness().state(), profile.meReadiness().authority(),
                        since(profile.meReadiness()), profile.meConsent().statutoryBasis())));
        return result;
    }

    private static @Nullable LocalDate since(MeReadiness readiness) {
        String since = readiness.since();
        return since == null ? null : LocalDate.parse(since);
    }

    /** What the profiles say about counting. */
    public Scope scope(ZoneId zone) {
        Set<String> resultFirst = new TreeSet<>();
        profiles.values().forEach(profile -> profile.flows().forEach((direction, flow) -> {
            if (REFUSE.equals(flow.resultBeforeReturn())) {
                resultFirst.add(direction);
            }
        }));
        Set<String> limited = new TreeSet<>();
        profiles.forEach((code, profile) -> {
            if (profile.deadlines().values().stream().anyMatch(each -> !each.value().isEmpty())) {
                limited.add(code);
            }
        });
        return new Scope(zone, readiness(), directions(), resultFirst, limited);
    }

    /**
     * The joint level; of what the profiles say the strictest holds.
     *
     * @param every published so often, whatever the profiles say; for trials
     */
    public Level joint(boolean smallCellsShown, Optional<Duration> every) {
        Level strictest = strictest(Level.JOINT, Publishing::joint, every);
        return smallCellsShown ? new Level(strictest.code(), 1, strictest.every()) : strictest;
    }

    /** The level for readers outside the ministries, likewise. */
    public Level outside(Optional<Duration> every) {
        return strictest(Level.OUTSIDE, Publishing::outside, every);
    }

    private Level strictest(String code, Function<Publishing, Circle> circle, Optional<Duration> every) {
        List<Circle> circles = profiles.values().stream().map(Profile::publishing).map(circle).toList();
        return new Level(code, circles.stream().mapToInt(Circle::hiddenBelow).max().orElseThrow(),
                every.orElseGet(() -> circles.stream().map(Circle::every).max(Comparator.naturalOrder()).orElseThrow()));
    }

    /** Codes of the agreed directions between countries of this view, in order. */
    public Collection<String> directions() {
        TreeSet<String> result = new TreeSet<>();
        profiles.values().forEach(each -> result.addAll(each.flows().keySet()));
        return result;
    }

    /** The place's name in the language, or in English, or its code. */
    public String placeName(String code, Locale language) {
        Optional<Named> found = profiles.values().stream()
                .flatMap(each -> each.crossingPoints().stream())
                .filter(each -> each.code().equals(code))
                .findFirst();
        return found.map(Named::names)
                .map(names -> names.getOrDefault(language.getLanguage(), names.getOrDefault("en", code)))
                .orElse(code);
    }
}
