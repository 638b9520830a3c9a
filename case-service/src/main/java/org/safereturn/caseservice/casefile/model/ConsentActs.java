package org.safereturn.caseservice.casefile.model;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.safereturn.access.time.Correction;
import org.safereturn.access.time.Moment;
import org.safereturn.access.time.StatedDay;
import org.safereturn.caseservice.consent.model.Consent;
import org.safereturn.caseservice.consent.model.ConsentAnswer;
import org.safereturn.caseservice.consent.model.ConsentDecision;
import org.safereturn.caseservice.consent.model.ConsentPolicy;
import org.safereturn.caseservice.consent.model.ConsentStanding;
import org.safereturn.caseservice.consent.model.ConsentWithdrawal;
import org.safereturn.caseservice.consent.model.Consents;
import org.safereturn.caseservice.consent.model.Purpose;
import org.safereturn.messaging.event.Officer;
import org.safereturn.messaging.outcome.Decision;
import org.safereturn.messaging.outcome.Rejection;

/** What an officer does about the consents of a case, and what others are told of it; {@link CaseFile} says what each does. */
record ConsentActs(CaseFile file) {

    Decision<CaseFile, CaseEvent> renewConsents(List<ConsentAnswer> answers, Optional<Age> age,
            Correction.@Nullable Reason correction, Officer by, Moment now) {
        Map<Purpose, Consent> wrong = new EnumMap<>(Purpose.class);
        answers.forEach(answer -> Optional.ofNullable(answer.insteadOf())
                .flatMap(day -> all().recordedOn(day, answer.purpose(), false))
                .ifPresent(found -> wrong.put(answer.purpose(), found)));
        PersonStatistics statistics = file.statistics();
        Optional<Rejection> refusal = file.unlessOpen().or(() -> ConsentPolicy.refusal(answers,
                day -> statistics != null && statistics.childOn(day, age), now))
                .or(() -> answers.stream().filter(answer -> answer.insteadOf() != null)
                        .flatMap(answer -> unlessCorrects(correction, wrong.containsKey(answer.purpose())).stream())
                        .findFirst());
        if (refusal.isPresent()) {
            return Decision.refuse(refusal.get());
        }
        return file.decided(new CaseEvent.ConsentsRecorded(now.at(), by,
                        answers.stream().map(answer -> answer.recorded(now)).toList(), wrong,
                        CaseFile.corrects(correction, by, now)),
                next -> new ConsentActs(next).changesTold(file, false, by, now));
    }

    private static Optional<Rejection> unlessCorrects(Correction.@Nullable Reason why, boolean found) {
        return why == null ? Optional.of(Rejection.invalid("field-missing", "field", "correction"))
                : found ? Optional.empty() : Optional.of(Rejection.invalid("nothing-to-correct"));
    }

    Decision<CaseFile, CaseEvent> withdrawConsents(List<Purpose> purposes, @Nullable LocalDate withdrawnOn,
            boolean eraseRequested, Officer by, Moment now) {
        StatedDay day = now.day("withdrawnOn", withdrawnOn);
        Optional<Rejection> refusal = file.unlessOpen().or(day::notInFuture);
        if (refusal.isPresent()) {
            return Decision.refuse(refusal.get());
        }
        for (Purpose purpose : purposes) {
            Optional<Consent> given = file.consentFor(purpose).filter(consent -> consent.decision() == ConsentDecision.GIVEN);
            if (given.isEmpty()) {
                return Decision.refuse(Rejection.refused("no-consent-to-withdraw", "purpose", purpose.name()));
            }
            Optional<Rejection> tooEarly = day.notBefore("decidedOn", given.get().decidedOn());
            if (tooEarly.isPresent()) {
                return Decision.refuse(tooEarly.get());
            }
        }
        ConsentWithdrawal withdrawal = new ConsentWithdrawal(purposes.stream().distinct().sorted().toList(), now.at(),
                eraseRequested, day.kept());
        return file.decided(new CaseEvent.ConsentsTakenBack(now.at(), by, withdrawal),
                next -> new ConsentActs(next).changesTold(file, eraseRequested, by, now));
    }

    Decision<CaseFile, CaseEvent> correctWithdrawal(List<Purpose> purposes, LocalDate insteadOf, LocalDate withdrawnOn,
            Correction.@Nullable Reason correction, Officer by, Moment now) {
        StatedDay day = now.day("withdrawnOn", withdrawnOn);
        Map<Purpose, Consent> wrong = new EnumMap<>(Purpose.class);
        purposes.forEach(purpose -> all().recordedOn(insteadOf, purpose, true)
                .ifPresent(found -> wrong.put(purpose, found)));
        Optional<Rejection> refusal = file.unlessOpen()
                .or(() -> unlessCorrects(correction, wrong.keySet().containsAll(purposes))).or(day::notInFuture)
                .or(() -> purposes.stream().flatMap(purpose -> day.notBefore("decidedOn",
                        all().givenUpTo(insteadOf, purpose).orElse(null)).stream()).findFirst());
        if (refusal.isPresent() || correction == null) {
            return Decision.refuse(refusal.orElseThrow());
        }
        ConsentWithdrawal withdrawal = new ConsentWithdrawal(purposes.stream().distinct().sorted().toList(), now.at(),
                file.withdrawals().stream().anyMatch(each -> each.withdrawnOn().equals(insteadOf) && each.eraseRequested()),
                day.kept());
        return file.decided(new CaseEvent.WithdrawalCorrected(now.at(), withdrawal, wrong, new Correction(correction, by, now.at())),
                next -> new ConsentActs(next).changesTold(file, withdrawal.eraseRequested(), by, now));
    }

    /**
     * Consents that count no longer, because the corrected age says that somebody else had to decide on that day: those of a
     * guardian or an authority for a child that was none, and those of a person who was a child, unless a guardian or an
     * authority gave them and the child was heard.
     *
     * @param age what is now known of it
     */
    List<Consent> lapsing(PersonStatistics corrected, Optional<Age> age, Moment now) {
        PersonStatistics before = file.statistics();
        boolean grownUp = before != null && before.child() && !corrected.child();
        return file.consents().stream().filter(each -> each.decision() == ConsentDecision.GIVEN)
                .filter(each -> corrected.childOn(each.decidedOn() == null ? now.today() : each.decidedOn(), age)
                        ? !each.countsForChild() : grownUp && each.byOthers())
                .map(each -> each.lapsed(now.at())).toList();
    }

    /**
     * What others are told of consents that changed since before: that some were taken back, and else what stands now; what
     * stands is also told where a day was corrected, for who heard of a later, wrong day holds on to it.
     */
    List<CaseEvent> changesTold(CaseFile before, boolean eraseRequested, Officer by, Moment now) {
        if (Consents.stated(file.consents()).equals(Consents.stated(before.consents()))) {
            return List.of();
        }
        List<CaseEvent> events = new ArrayList<>(file.ownServicesTold(by, now.at()));
        List<Consent> ended = file.consents().stream().filter(each -> each.decision() == ConsentDecision.WITHDRAWN)
                .filter(each -> before.consentFor(each.purpose())
                        .filter(known -> known.decision() == ConsentDecision.WITHDRAWN).isEmpty()).toList();
        if (file.crossed() && !ended.isEmpty()) {
            LocalDate lastDay = ended.stream().map(Consent::decidedOn).filter(Objects::nonNull)
                    .max(Comparator.naturalOrder()).orElseGet(now::today);
            events.add(withdrawn(by, new ConsentWithdrawal(ended.stream().map(Consent::purpose).toList(), now.at(),
                    eraseRequested, lastDay)));
        }
        if (file.crossed() && (ended.isEmpty() || file.consents().stream().anyMatch(each -> !each.insteadOf().isEmpty()))) {
            events.add(updated(by, now.at()));
        }
        return events;
    }

    private Consents all() {
        return new Consents(file.consents(), file.earlierConsents());
    }

    private CaseEvent updated(Officer by, Instant at) {
        return new CaseEvent.ConsentUpdated(at, by, Consents.stated(file.consents()), at, ConsentStanding.of(file.consents()));
    }

    private CaseEvent withdrawn(Officer by, ConsentWithdrawal withdrawal) {
        return new CaseEvent.ConsentWithdrawn(withdrawal.effectiveAt(), by, withdrawal, ConsentStanding.of(file.consents()));
    }

    /** What changed of the consents while a referral was sent with others than stand now. */
    List<CaseEvent> changesSince(CaseEvent.Referred referral) {
        List<CaseEvent> events = new ArrayList<>();
        List<Purpose> endedSince = file.consents().stream()
                .filter(consent -> consent.decision() == ConsentDecision.WITHDRAWN)
                .map(Consent::purpose)
                .filter(purpose -> referral.consents().stream().anyMatch(sent -> sent.purpose() == purpose
                        && sent.decision() == ConsentDecision.GIVEN))
                .toList();
        boolean otherwiseChanged = file.consents().stream()
                .filter(consent -> !endedSince.contains(consent.purpose()))
                .anyMatch(consent -> referral.consents().stream().noneMatch(consent::wasSaidBy));
        if (otherwiseChanged) {
            events.add(updated(referral.by(), referral.occurredAt()));
        }
        if (!endedSince.isEmpty()) {
            boolean erase = file.withdrawals().stream().anyMatch(ConsentWithdrawal::eraseRequested);
            LocalDate lastDay = endedSince.stream().map(file::consentFor).flatMap(Optional::stream).map(Consent::decidedOn)
                    .filter(Objects::nonNull).max(Comparator.naturalOrder())
                    .orElseGet(() -> LocalDate.ofInstant(referral.occurredAt(), ZoneOffset.UTC));
            events.add(withdrawn(referral.by(), new ConsentWithdrawal(endedSince, referral.occurredAt(), erase, lastDay)));
        }
        return events;
    }
}
