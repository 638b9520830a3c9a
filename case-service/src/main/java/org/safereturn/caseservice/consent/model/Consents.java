package org.safereturn.caseservice.consent.model;

import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.safereturn.access.time.Correction;
import org.safereturn.access.time.Earlier;

/**
 * The consents of one case: at most one stands for each purpose, and every other decision is kept.
 *
 * @param standing the latest decision of each purpose
 * @param earlier what does not stand, oldest first
 */
public record Consents(List<Consent> standing, List<Earlier<Consent>> earlier) {

    /**
     * The decision of the later day counts, whenever it was recorded. Of two of the same day a withdrawal counts, then the
     * one that was recorded later, then the one that allows less.
     */
    private static final Comparator<Consent> LATER = Comparator.comparing(Consent::day)
            .thenComparing(consent -> consent.decision() == ConsentDecision.WITHDRAWN)
            .thenComparing(Consent::recordedAt).thenComparing(Consent::decision);

    /** Keeps its own copies of the lists. */
    public Consents {
        standing = List.copyOf(standing);
        earlier = List.copyOf(earlier);
    }

    /** What stands for a purpose, or empty when it was never asked about. */
    public static Optional<Consent> of(List<Consent> consents, Purpose purpose) {
        return consents.stream().filter(each -> each.purpose() == purpose).findFirst();
    }

    /** With what was heard; the same stands in any order. */
    public Consents and(Collection<Consent> more) {
        return and(more, null);
    }

    /**
     * With what was recorded.
     *
     * @param correction of what was recorded for the same day, if it is one
     */
    public Consents and(Collection<Consent> more, @Nullable Correction correction) {
        Map<Purpose, Consent> latest = new EnumMap<>(Purpose.class);
        standing.forEach(each -> latest.put(each.purpose(), each));
        Stream.Builder<Earlier<Consent>> past = Stream.builder();
        for (Consent fresh : more) {
            Consent known = latest.get(fresh.purpose());
            if (known == null) {
                latest.put(fresh.purpose(), fresh);
            } else if (known.says(fresh)) {
                latest.put(fresh.purpose(), known.alsoRecorded(fresh));
            } else if (LATER.compare(fresh, known) > 0) {
                latest.put(fresh.purpose(), fresh);
                past.add(new Earlier<>(known, known.day().equals(fresh.day()) ? correction : null));
            } else {
                past.add(new Earlier<>(fresh, null));
            }
        }
        return new Consents(List.copyOf(latest.values()), Stream.concat(earlier.stream(), past.build())
                .distinct().sorted(Comparator.comparing((Earlier<Consent> each) -> each.fact(),
                        LATER.thenComparing(Consent::purpose))).toList());
    }

    /** After some were taken back. */
    public Consents withdrawn(ConsentWithdrawal withdrawal) {
        return and(withdrawal.purposes().stream().map(purpose -> of(standing, purpose)
                .map(each -> each.withdrawn(withdrawal)).orElseGet(() -> new StatedConsent(purpose,
                        ConsentDecision.WITHDRAWN, null, withdrawal.withdrawnOn(), null).heardAt(withdrawal.effectiveAt())))
                .toList());
    }

    /** What others are told; a code of a newer peer is never passed on. */
    public static List<StatedConsent> stated(List<Consent> consents) {
        return consents.stream()
                .filter(each -> each.purpose() != Purpose.UNKNOWN && each.decision() != ConsentDecision.UNKNOWN)
                .map(Consent::stated).toList();
    }
}
