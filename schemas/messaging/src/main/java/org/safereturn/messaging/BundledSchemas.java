package org.safereturn.messaging;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.safereturn.events.SchemaRegistration;
import org.safereturn.messaging.wire.EventCodec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Registers the schemas of this release again where the registry has lost one, and not too often. */
final class BundledSchemas implements EventCodec.Repair {

    private static final Logger log = LoggerFactory.getLogger(BundledSchemas.class);
    private static final Duration ONE_STEP = Duration.ofSeconds(5);

    private final URI registry;
    private final @Nullable Path tokenFile;
    private final Duration between;
    private final Clock clock;
    private Instant last = Instant.MIN;

    BundledSchemas(MessagingProperties.Registry registry, Clock clock) {
        this.registry = URI.create(registry.url() + "/apis/ccompat/v7");
        this.tokenFile = registry.tokenFile();
        this.between = registry.repairEvery();
        this.clock = clock;
    }

    @Override
    public synchronized boolean tried() {
        Instant now = clock.instant();
        if (now.isBefore(last.plus(between))) {
            return true;
        }
        try (SchemaRegistration registration = new SchemaRegistration(registry, ONE_STEP, token())) {
            int schemas = registration.registerAgain().size();
            last = now;
            log.warn("The schema registry had lost a schema: {} schemas were registered again", schemas);
            return true;
        } catch (SchemaRegistration.Refused e) {
            if (e.status() == 0) {
                throw new EventCodec.RegistryUnavailable("The schema registry does not answer");
            }
            last = now;
            log.error("The schema registry has lost a schema and refused to take it again with status {}", e.status());
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EventCodec.RegistryUnavailable("Not waiting for the schema registry any longer");
        }
    }

    private Optional<String> token() {
        try {
            return tokenFile == null ? Optional.empty() : Optional.of(Files.readString(tokenFile).strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
