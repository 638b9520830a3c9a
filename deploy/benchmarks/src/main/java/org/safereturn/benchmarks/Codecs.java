package org.safereturn.benchmarks;

import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.logging.LogManager;

import org.safereturn.local.Endpoint;
import org.safereturn.local.Settings;
import org.safereturn.messaging.InboundBindingDefaults;
import org.safereturn.messaging.MessagingProperties;
import org.safereturn.messaging.wire.EventCodec;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** Codecs as the services have them. */
final class Codecs {

    private Codecs() {
    }

    /** The codec of a system that runs; the caller closes it. */
    static EventCodec of(Settings settings) {
        return of(settings.http(Endpoint.REGISTRY), settings.keys().resolve("joint"));
    }

    /** A codec for the records of a registry, as the service with these keys has it. */
    static EventCodec of(URI registry, Path keys) {
        Map<String, Object> properties = new HashMap<>(InboundBindingDefaults.codecOfTheBuild());
        properties.putAll(Map.of("safereturn.country", "JOINT", "safereturn.service", "monitoring-service",
                "safereturn.keys.directory", keys.toString(), "safereturn.registry.url", registry.toString()));
        // The registry's client tells whole schemas, and not through Logback.
        LogManager.getLogManager().reset();
        MessagingProperties bound = new Binder(new MapConfigurationPropertySource(properties))
                .bind("safereturn", MessagingProperties.class).get();
        return EventCodec.of(bound.codec().serializer(), bound.codec().deserializer(), bound.codecSettings());
    }
}
