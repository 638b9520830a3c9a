package org.safereturn.monitoringservice.figures;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.ResourceLoader;

/** What the joint view needs from the country profiles: readiness, directions, names of crossing points. */
public final class Countries {

    /** The part of a profile that is read here. */
    record Profile(String country, Map<String, Object> flows, MeReadiness meReadiness, List<Named> crossingPoints) {

        Profile(String country, @Nullable Map<String, Object> flows, @Nullable MeReadiness meReadiness,
                @Nullable List<Named> crossingPoints) {
            this.country = country;
            this.flows = flows == null ? Map.of() : flows;
            this.meReadiness = meReadiness == null
                    ? new MeReadiness(Readiness.State.NOT_STARTED, "PROPOSED") : meReadiness;
            this.crossingPoints = crossingPoints == null ? List.of() : crossingPoints;
        }
    }

    /** An entry of the readiness register. */
    record MeReadiness(Readiness.State state, String authority) {
    }

    /** A place and its names by language. */
    record Named(String code, Map<String, String> names) {
    }

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
                new Readiness(profile.meReadiness().state(), profile.meReadiness().authority())));
        return result;
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
