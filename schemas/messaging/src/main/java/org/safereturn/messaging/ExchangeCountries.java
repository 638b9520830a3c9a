package org.safereturn.messaging;

import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.safereturn.messaging.keys.MinistryKeys;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/**
 * The countries that take part: as configured, else this country and its peers, else the countries whose keys are
 * known.
 */
final class ExchangeCountries {

    private ExchangeCountries() {
    }

    static List<String> of(Environment environment) {
        Binder binder = Binder.get(environment);
        List<String> stated = list(binder, "safereturn.countries");
        if (!stated.isEmpty()) {
            return stated;
        }
        String country = environment.getRequiredProperty("safereturn.country");
        List<String> peers = list(binder, "safereturn.profile.peers");
        if (!peers.isEmpty()) {
            Set<String> all = new LinkedHashSet<>(List.of(country));
            all.addAll(peers);
            return List.copyOf(all);
        }
        return MinistryKeys.load(Path.of(environment.getRequiredProperty("safereturn.keys.directory"))).ministries();
    }

    private static List<String> list(Binder binder, String name) {
        return binder.bind(name, Bindable.listOf(String.class)).orElseGet(List::of);
    }
}
