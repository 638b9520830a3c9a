package org.safereturn.caseservice.casefile.application;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

import org.safereturn.access.scope.Caller;
import org.safereturn.access.time.Moment;
import org.safereturn.casefile.v1.CaseStandingContent;
import org.safereturn.caseservice.casefile.model.CaseEvent;
import org.safereturn.caseservice.casefile.model.CaseFile;
import org.safereturn.caseservice.casefile.model.Opening;
import org.safereturn.caseservice.country.CountryProfile;
import org.safereturn.caseservice.flow.Flows;
import org.safereturn.messaging.aggregate.Aggregates;
import org.safereturn.messaging.event.Officer;
import org.safereturn.messaging.outcome.Decision;
import org.safereturn.messaging.outcome.Outcome;
import org.safereturn.messaging.outcome.Rejection;
import org.safereturn.messaging.sealing.CaseKeys;
import reactor.core.publisher.Mono;

/** An officer of the host opens a case: who the person is gets sealed before anything is stored. */
public final class OpenCase {

    private static final long VERSION_8 = 0x8000L;
    private static final long VERSION_BITS = 0xF000L;
    private static final long VARIANT = 0x8000_0000_0000_0000L;
    private static final long VARIANT_BITS = 0x3FFF_FFFF_FFFF_FFFFL;

    private final Aggregates<CaseFile, CaseEvent> files;
    private final CaseKeys keys;
    private final SealedPersons persons;
    private final CaseNames names;
    private final CountryProfile profile;
    private final Flows flows;
    private final Clock clock;
    private final Supplier<UUID> references;

    /** {@code references} gives the reference of a case whose request has no idempotency key. */
    public OpenCase(Aggregates<CaseFile, CaseEvent> files, CaseKeys keys, SealedPersons persons,
            CaseNames names, CountryProfile profile, Flows flows, Clock clock, Supplier<UUID> references) {
        this.files = files;
        this.keys = keys;
        this.persons = persons;
        this.names = names;
        this.profile = profile;
        this.flows = flows;
        this.clock = clock;
        this.references = references;
    }

    /** Opens the case, or says which rule keeps it from being opened; then not even a key was made for it. */
    public Mono<Outcome<CaseFile>> open(Opening opening, CaseStandingContent person, Caller caller) {
        Moment now = profile.moment(clock.instant());
        Optional<Rejection> refusal = profile.refusal(opening.identification())
                .or(() -> opening.refusal(profile.routing(), now));
        if (refusal.isPresent()) {
            return Mono.just(new Outcome.Refused<>(refusal.get()));
        }
        String reference = caller.cause().idempotencyKey()
                .map(key -> derived(caller.officer(), key)).orElseGet(references).toString();
        return keys.obtain(reference)
                .map(key -> persons.seal(key, reference, person))
                .flatMap(sealed -> files.begin(reference, caller.cause(), existing -> existing.isPresent()
                        ? Decision.refuse(Rejection.conflict("case-exists", "case", reference))
                        : CaseFile.open(opening, sealed, profile.routing(), flows.inForce(now.today()), caller.officer(), now)))
                .flatMap(names::written);
    }

    /** The same request gives the same reference, so that a retry finds the document it made; nobody can guess one. */
    private static UUID derived(Officer by, String key) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(
                    String.join("\n", by.ministry(), by.reference(), key).getBytes(StandardCharsets.UTF_8));
            ByteBuffer bits = ByteBuffer.wrap(digest);
            long high = (bits.getLong() & ~VERSION_BITS) | VERSION_8;
            long low = (bits.getLong() & VARIANT_BITS) | VARIANT;
            return new UUID(high, low);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
