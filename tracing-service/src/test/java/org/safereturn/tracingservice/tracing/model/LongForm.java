package org.safereturn.tracingservice.tracing.model;

import java.io.IOException;
import java.io.UncheckedIOException;

import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.ClassPathResource;

/** The long form as both country profiles have it. */
final class LongForm {

    private LongForm() {
    }

    static FormFields annexEight() {
        StandardEnvironment environment = new StandardEnvironment();
        try {
            new YamlPropertySourceLoader().load("annex-8", new ClassPathResource("country/annex-8.yaml"))
                    .forEach(environment.getPropertySources()::addFirst);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Binder.get(environment).bind("safereturn.form-fields", Bindable.listOf(FormFields.class)).get().getFirst();
    }
}
