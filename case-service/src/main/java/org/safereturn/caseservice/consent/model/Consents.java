package org.safereturn.caseservice.consent.model;

import java.time.LocalDate;
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
            } else if (fresh.corrects(known) || (!known.corrects(fresh) && LATER.compare(fresh, known) > 0)) {
                latest.put(fresh.purpose(), fresh.knowing(known.insteadOf()));
                past.add(new Earlier<>(known, known.day().equals(fresh.day()) ? correction : null));
            } else {
                latest.put(fresh.purpose(), known.knowing(fresh.insteadOf()));
                past.add(new Earlier<>(fresh, null));
            }
        }
        return new Consents(List.copyOf(latest.values()), inOrder(Stream.concat(earlier.stream(), past.build())));
    }

    private static List<Earlier<Consent>> inOrder(Stream<Earlier<Consent>> past) {
        return past.distinct().sorted(Comparator.comparing((Earlier<Consent> each) -> each.fact(),
                LATER.thenComparing(Consent::purpose))).toList();
    }

    /** The record about a purpose of that day, standing or not, unless it was corrected before. */
    public Optional<Consent> recordedOn(LocalDate day, Purpose purpose, boolean withdrawn) {
        return uncorrected(purpose).filter(each -> each.day().equals(day)
                && (each.decision() == ConsentDecision.WITHDRAWN) == withdrawn).max(LATER);
    }

    /** The latest day up to that one on which consent was given, or empty when it was not. */
    public Optional<LocalDate> givenUpTo(LocalDate day, Purpose purpose) {
        return uncorrected(purpose).filter(each -> each.decision() == ConsentDecision.GIVEN).map(Consent::day)
                .filter(given -> !given.isAfter(day)).max(Comparator.naturalOrder());
    }

    private Stream<Consent> uncorrected(Purpose purpose) {
        Optional<Consent> stands = of(standing, purpose);
        return Stream.concat(stands.stream(), earlier.stream().filter(each -> each.correction() == null)
                .map(Earlier::fact).filter(each -> each.purpose() == purpose)
                .filter(each -> stands.filter(now -> now.corrects(each)).isEmpty()));
    }

    /**
     * With what an officer recorded.
     *
     * @param wrong records that were recorded wrongly and whose place those about the same purpose take
     * @param correction why they do, or why answers of the same day are replaced; none where nothing is corrected
     */
    public Consents recorded(Collection<Consent> more, Map<Purpose, Consent> wrong, @Nullable Correction correction) {
        Consents all = and(more.stream().filter(each -> !wrong.containsKey(each.purpose())).toList(), correction);
        for (Consent right : more) {
            Consent replaced = wrong.get(right.purpose());
            all = replaced == null || correction == null ? all : all.corrected(replaced, right, correction);
        }
        return all;
    }

    /**
     * With the right record in the place of one that was recorded wrongly, which stays readable. Of all that are right the
     * decision of the later day stands.
     */
    private Consents corrected(Consent wrong, Consent right, Correction correction) {
        List<CorrectedDecision> corrected = Stream.concat(of(standing, right.purpose()).map(Consent::insteadOf).stream()
                .flatMap(List::stream), Stream.of(wrong.asCorrected())).distinct().toList();
        List<Consent> all = Stream.concat(uncorrected(right.purpose()).filter(each -> !each.equals(wrong)), Stream.of(right))
                .toList();
        Consent stands = all.stream().max(LATER).orElse(right);
        Stream<Consent> others = standing.stream().filter(each -> each.purpose() != right.purpose());
        Stream<Earlier<Consent>> past = Stream.concat(
                earlier.stream().filter(each -> each.correction() != null || each.fact().purpose() != right.purpose()),
                Stream.concat(Stream.of(new Earlier<>(wrong, correction)),
                        all.stream().filter(each -> !each.equals(stands)).map(each -> new Earlier<>(each, null))));
        return new Consents(Stream.concat(others, Stream.of(stands.knowing(corrected)))
                .sorted(Comparator.comparing(Consent::purpose)).toList(), inOrder(past));
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
