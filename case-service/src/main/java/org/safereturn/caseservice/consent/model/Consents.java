package org.safereturn.caseservice.consent.model;

import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BinaryOperator;
import java.util.stream.Stream;

/** The consents of one case, at most one for each purpose. */
public final class Consents {

    /** Of two records of a purpose the later one counts; of two at the same time the one that allows less. */
    private static final Comparator<Consent> LATER =
            Comparator.comparing(Consent::recordedAt).thenComparing(Consent::decision);

    private Consents() {
    }

    /** What stands for a purpose, or empty when it was never asked about. */
    public static Optional<Consent> of(List<Consent> consents, Purpose purpose) {
        return consents.stream().filter(each -> each.purpose() == purpose).findFirst();
    }

    /** With what was heard; the same in any order. */
    public static List<Consent> merged(List<Consent> known, List<Consent> heard) {
        return folded(known, heard, BinaryOperator.maxBy(LATER));
    }

    /** With new answers, each in the place of what stood for its purpose. */
    public static List<Consent> replaced(List<Consent> known, List<Consent> answers) {
        return folded(known, answers, (_, later) -> later);
    }

    /** After some were taken back. */
    public static List<Consent> withdrawn(List<Consent> known, ConsentWithdrawal withdrawal) {
        Instant at = withdrawal.effectiveAt();
        return merged(known, withdrawal.purposes().stream()
                .map(purpose -> of(known, purpose).map(each -> each.withdrawn(at)).orElseGet(
                        () -> new StatedConsent(purpose, ConsentDecision.WITHDRAWN, null, null, null).heardAt(at)))
                .toList());
    }

    /** What others are told; a code of a newer peer is never passed on. */
    public static List<StatedConsent> stated(List<Consent> consents) {
        return consents.stream()
                .filter(each -> each.purpose() != Purpose.UNKNOWN && each.decision() != ConsentDecision.UNKNOWN)
                .map(Consent::stated).toList();
    }

    private static List<Consent> folded(List<Consent> known, List<Consent> fresh, BinaryOperator<Consent> choice) {
        Map<Purpose, Consent> all = new EnumMap<>(Purpose.class);
        Stream.concat(known.stream(), fresh.stream())
                .forEach(each -> all.merge(each.purpose(), each, choice));
        return List.copyOf(all.values());
    }
}
