package org.safereturn.tracingservice.tracing.application;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import org.safereturn.access.scope.Caller;
import org.safereturn.messaging.aggregate.Aggregates;
import org.safereturn.messaging.event.Symbols;
import org.safereturn.messaging.outcome.Aggregate;
import org.safereturn.messaging.outcome.Outcome;
import org.safereturn.messaging.outcome.Rejection;
import org.safereturn.messaging.sealing.CannotOpen;
import org.safereturn.messaging.sealing.CaseKey;
import org.safereturn.messaging.sealing.CaseKeys;
import org.safereturn.messaging.sealing.Sealed;
import org.safereturn.messaging.sealing.Sealing;
import org.safereturn.referral.v1.FamilyMember;
import org.safereturn.referral.v1.ReferralContent;
import org.safereturn.tracingservice.tracing.model.CareFlag;
import org.safereturn.tracingservice.tracing.model.FormAnswers;
import org.safereturn.tracingservice.tracing.model.FormSection;
import org.safereturn.tracingservice.tracing.model.Request;
import org.safereturn.tracingservice.tracing.model.SafeContact;
import org.safereturn.tracingservice.tracing.model.Tracing;
import org.safereturn.tracingservice.tracing.model.TracingEvent;
import reactor.core.publisher.Mono;

/** Seals and opens the personal parts of a case under its key, which the host side made and sent. */
public final class CaseContents {

    private final Aggregates<Tracing, TracingEvent> tracings;
    private final CaseKeys keys;
    private final Sealing sealing;

    public CaseContents(Aggregates<Tracing, TracingEvent> tracings, CaseKeys keys, Sealing sealing) {
        this.tracings = tracings;
        this.keys = keys;
        this.sealing = sealing;
    }

    /** Opens parts of a case. */
    public final class Opener {
        private final String caseRef;
        private final CaseKey key;

        private Opener(String caseRef, CaseKey key) {
            this.caseRef = caseRef;
            this.key = key;
        }

        /** The content of a sealed part. */
        public <T extends SpecificRecord> T open(Sealed sealed, Class<T> type) {
            return sealing.open(key, caseRef, sealed, type);
        }
    }

    /** What opens the parts of the case, or empty while its key is not here or after its erasure. */
    public Mono<Opener> opener(String caseRef) {
        return keys.find(caseRef).map(key -> new Opener(caseRef, key));
    }

    /** Reads what this side must know of the referral's content before it acts. */
    static final class Reading {
        private final Optional<Opener> opener;

        private Reading(Optional<Opener> opener) {
            this.opener = opener;
        }

        /** What the person asks for contact with the family, or absent where it cannot be read now. */
        @Nullable SafeContact safeContact(Tracing tracing) {
            Request request = tracing.referral().request();
            Sealed person = request == null ? null : request.person();
            if (person == null) {
                return SafeContact.NOTHING_SAID;
            }
            try {
                return opener.map(each -> safeContact(each.open(person, ReferralContent.class).getSafeContact()))
                        .orElse(null);
            } catch (CannotOpen cannot) {
                return null;
            }
        }

        /** The relatives whom the referral names, or empty where they cannot be read now. */
        Optional<List<FamilyMember>> relatives(Tracing tracing) {
            Request request = tracing.referral().request();
            Sealed person = request == null ? null : request.person();
            if (person == null) {
                return Optional.of(List.of());
            }
            try {
                return opener.map(each -> each.open(person, ReferralContent.class).getRelatives());
            } catch (CannotOpen cannot) {
                return Optional.empty();
            }
        }

        /** The tracing with the special-care flags of the referral's content; as it is where that cannot be read now. */
        Tracing known(Tracing tracing) {
            return careFlags(tracing.referral().request()).map(tracing::knowing).orElse(tracing);
        }

        /** The submission with the special-care flags of its content; as it is where that cannot be read now. */
        TracingEvent.Heard known(TracingEvent.ReferralSubmitted heard) {
            return careFlags(heard.request()).map(flags -> heard.asking(heard.request().knowing(flags))).orElse(heard);
        }

        private Optional<List<CareFlag>> careFlags(@Nullable Request request) {
            Sealed person = request == null || !request.flagsSealed() ? null : request.person();
            if (person == null) {
                return Optional.empty();
            }
            try {
                return opener.map(each -> Symbols.all(CareFlag.class,
                        each.open(person, ReferralContent.class).getCareFlags()));
            } catch (CannotOpen cannot) {
                return Optional.empty();
            }
        }

        private static SafeContact safeContact(org.safereturn.referral.v1.@Nullable SafeContact said) {
            return said == null ? SafeContact.NOTHING_SAID : new SafeContact(said.getFamilyMayBeContacted(),
                    said.getDoNotVisit());
        }
    }

    /** What reads the referral's content, with or without the case key. */
    Mono<Reading> reading(String caseRef) {
        return opener(caseRef).map(Optional::of).defaultIfEmpty(Optional.empty()).map(Reading::new);
    }

    /** The relatives whom the referral names, as far as they can be read now; empty when the case is not seen. */
    Mono<Optional<List<FamilyMember>>> relatives(String caseRef, Caller caller) {
        return tracings.find(caseRef).filter(found -> caller.sees(found.state().scope()))
                .flatMap(found -> reading(caseRef).map(reading -> reading.relatives(found.state())));
    }

    /**
     * A form as it is filled in now, in the round of the referral that counts.
     *
     * @param sections as they are stored
     * @param answers opened
     */
    record FilledIn(List<FormSection> sections, FormAnswers answers) {
    }

    /** What is filled in on this version of a form, as far as it can be read now; empty when the case is not seen. */
    Mono<Optional<FilledIn>> filledIn(String caseRef, Caller caller, String form) {
        return tracings.find(caseRef).filter(found -> caller.sees(found.state().scope())).flatMap(found ->
                opener(caseRef).map(opener -> {
                    List<FormSection> sections = found.state().presentlyFilledIn(form);
                    try {
                        return Optional.of(new FilledIn(sections, SealedForms.open(sections, opener)));
                    } catch (CannotOpen cannot) {
                        return Optional.<FilledIn>empty();
                    }
                }).defaultIfEmpty(Optional.empty()));
    }

    /** These tracings with the special-care flags of the referrals' contents, as far as the case keys are here. */
    Mono<List<Aggregate<Tracing>>> known(List<Aggregate<Tracing>> found) {
        return keys.find(found.stream().map(Aggregate::id).toList()).map(held -> found.stream().map(each -> {
            CaseKey key = held.get(each.id());
            Optional<Opener> opener = key == null ? Optional.empty() : Optional.of(new Opener(each.id(), key));
            return each.with(new Reading(opener).known(each.state()));
        }).toList());
    }

    /** Seals the content and goes on with it; refused when the case is not seen or its key is not here. */
    Mono<Outcome<Tracing>> sealing(String caseRef, Caller caller, SpecificRecord content,
            Function<Sealed, Mono<Outcome<Tracing>>> then) {
        return keys.find(caseRef)
                .map(key -> sealing.seal(key, caseRef, content))
                .flatMap(then)
                .switchIfEmpty(Mono.defer(() -> tracings.find(caseRef).filter(found -> caller.sees(found.state().scope()))
                        .map(_ -> Rejection.conflict("tracing-case-key-missing"))
                        .defaultIfEmpty(unknown())
                        .map(Outcome.Refused::new)));
    }

    static Rejection unknown() {
        return Rejection.unknown("unknown-tracing");
    }
}
