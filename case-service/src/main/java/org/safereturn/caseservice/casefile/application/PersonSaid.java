package org.safereturn.caseservice.casefile.application;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.safereturn.access.names.Birth;
import org.safereturn.access.names.Described;
import org.safereturn.access.time.Moment;
import org.safereturn.access.time.PartialDay;
import org.safereturn.caseservice.casefile.model.Age;
import org.safereturn.caseservice.casefile.model.CareFlag;
import org.safereturn.caseservice.casefile.model.CaseFile;
import org.safereturn.caseservice.casefile.model.FactKind;
import org.safereturn.caseservice.casefile.model.PersonStatistics;
import org.safereturn.caseservice.casefile.model.StatedAge;
import org.safereturn.messaging.event.Symbols;
import org.safereturn.messaging.outcome.Aggregate;
import org.safereturn.messaging.sealing.CannotOpen;
import org.safereturn.messaging.sealing.CaseKey;
import org.safereturn.messaging.sealing.Sealed;
import org.safereturn.messaging.sealing.Sealing;
import org.safereturn.referral.v1.ReferralContent;

/** Who the person is, opened for a moment. */
final class PersonSaid {

    private PersonSaid() {
    }

    /** What the file holds, or empty when it holds nothing. */
    static Optional<ReferralContent> opened(CaseFile file, CaseKey key, String caseRef, Sealing sealing) {
        Sealed identity = file.identity();
        return identity == null ? Optional.empty()
                : Optional.of(sealing.open(key, caseRef, identity, ReferralContent.class));
    }

    /** The same for one of many cases, of which some cannot be opened: without a key, or with another one. */
    static Optional<ReferralContent> readable(Aggregate<CaseFile> file, @Nullable CaseKey key, Sealing sealing) {
        try {
            return key == null ? Optional.empty() : opened(file.state(), key, file.id(), sealing);
        } catch (CannotOpen e) {
            return Optional.empty();
        }
    }

    /** What is known of the age; empty when nothing is. */
    static Optional<Age> age(CaseFile file, ReferralContent person, Moment now) {
        PersonStatistics statistics = file.statistics();
        if (statistics == null) {
            return Optional.empty();
        }
        LocalDate born = person.getDateOfBirth();
        return new StatedAge(born == null ? null : new PartialDay(born, precision(person)), person.getStatedAge(),
                statistics.ageGroup(), child(statistics, person), saidOn(file, now)).age();
    }

    /** What of it is compared with what is said of others. */
    static Described described(ReferralContent person) {
        String romanised = person.getNameRomanised();
        List<String> names = Stream.concat(Stream.of(person.getNameOwnScript(), romanised == null ? "" : romanised),
                person.getAliases().stream()).toList();
        LocalDate born = person.getDateOfBirth();
        return new Described(names, person.getNicknames(),
                born == null ? null : Birth.of(new PartialDay(born, precision(person))), switch (person.getSex()) {
                    case FEMALE -> Described.Sex.FEMALE;
                    case MALE -> Described.Sex.MALE;
                    case UNKNOWN, OTHER, NOT_STATED -> null;
                });
    }

    private static PartialDay.Precision precision(ReferralContent person) {
        return person.getDateOfBirthPrecision() == null ? PartialDay.Precision.EXACT
                : Symbols.of(PartialDay.Precision.class, person.getDateOfBirthPrecision());
    }

    /** The host states the flag; the country of origin reads it in the referral. */
    private static boolean child(PersonStatistics statistics, ReferralContent person) {
        return statistics.careFlags().contains(CareFlag.CHILD)
                || person.getCareFlags().contains(org.safereturn.exchange.v1.CareFlag.CHILD);
    }

    /** The host said it on the day of the identification, the country of origin heard it with the referral. */
    private static LocalDate saidOn(CaseFile file, Moment now) {
        return file.decision() != null ? file.decision().identification().decidedOn()
                : file.facts().stream().filter(fact -> fact.kind() == FactKind.REFERRAL_SUBMITTED).findFirst()
                        .map(fact -> now.dayOf(fact.first())).orElseGet(now::today);
    }
}
