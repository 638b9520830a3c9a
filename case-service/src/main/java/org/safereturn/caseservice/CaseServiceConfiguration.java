package org.safereturn.caseservice;

import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

import com.mongodb.ConnectionString;
import com.mongodb.reactivestreams.client.MongoClient;
import org.apache.avro.specific.SpecificRecord;
import org.safereturn.access.audit.HistoryReaders;
import org.safereturn.access.deadline.Deadlines;
import org.safereturn.access.identity.Role;
import org.safereturn.access.scope.ContactPoints;
import org.safereturn.access.scope.Headings;
import org.safereturn.access.scope.SeenHistories;
import org.safereturn.access.work.OpenWork;
import org.safereturn.access.work.Rounds;
import org.safereturn.casefile.v1.CaseMerged;
import org.safereturn.caseservice.casefile.application.AmendCase;
import org.safereturn.caseservice.casefile.application.CaseNames;
import org.safereturn.caseservice.casefile.application.FindAlike;
import org.safereturn.caseservice.casefile.application.FindByName;
import org.safereturn.caseservice.casefile.application.FollowCase;
import org.safereturn.caseservice.casefile.application.MergeCases;
import org.safereturn.caseservice.casefile.application.NamesRound;
import org.safereturn.caseservice.casefile.application.OpenCase;
import org.safereturn.caseservice.casefile.application.ReadCases;
import org.safereturn.caseservice.casefile.application.RecordWitness;
import org.safereturn.caseservice.casefile.application.SealedPersons;
import org.safereturn.caseservice.casefile.application.WorkOnCase;
import org.safereturn.caseservice.casefile.events.CaseMessages;
import org.safereturn.caseservice.casefile.events.CaseTimers;
import org.safereturn.caseservice.casefile.events.CaseWork;
import org.safereturn.caseservice.casefile.events.ResultHandler;
import org.safereturn.caseservice.casefile.model.CaseEvent;
import org.safereturn.caseservice.casefile.model.CaseFile;
import org.safereturn.caseservice.casefile.model.Stage;
import org.safereturn.caseservice.country.CountryProfile;
import org.safereturn.caseservice.crossing.CrossingPointHandler;
import org.safereturn.caseservice.flow.Flows;
import org.safereturn.caseservice.names.application.NameIndex;
import org.safereturn.caseservice.names.application.NameKeys;
import org.safereturn.caseservice.names.mongo.MongoNameIndex;
import org.safereturn.caseservice.temporaryaccess.TemporaryAccesses;
import org.safereturn.caseservice.work.events.WorkHandler;
import org.safereturn.consent.v1.ConsentEffectConfirmed;
import org.safereturn.consent.v1.ConsentUpdated;
import org.safereturn.consent.v1.ConsentWithdrawn;
import org.safereturn.crossing.v1.CrossingPointStatusChanged;
import org.safereturn.events.TopicCatalogue;
import org.safereturn.messaging.aggregate.Aggregates;
import org.safereturn.messaging.aggregate.AggregatesFactory;
import org.safereturn.messaging.aggregate.ListIndex;
import org.safereturn.messaging.event.CaseHead;
import org.safereturn.messaging.event.InboundEvent;
import org.safereturn.messaging.event.MessageTranslator;
import org.safereturn.messaging.event.Ordering;
import org.safereturn.messaging.event.Party;
import org.safereturn.messaging.inbox.InboundHandler;
import org.safereturn.messaging.inbox.Inbox;
import org.safereturn.messaging.keys.MinistryKeys;
import org.safereturn.messaging.outcome.Cause;
import org.safereturn.messaging.outcome.Outcome;
import org.safereturn.messaging.sealing.CaseKeys;
import org.safereturn.messaging.sealing.Pseudonyms;
import org.safereturn.messaging.sealing.Sealing;
import org.safereturn.referral.v1.DeliveryReceipt;
import org.safereturn.referral.v1.ReceiptOutcome;
import org.safereturn.referral.v1.ReferralAccepted;
import org.safereturn.referral.v1.ReferralDeclineRevoked;
import org.safereturn.referral.v1.ReferralDeclined;
import org.safereturn.referral.v1.ReferralReceived;
import org.safereturn.referral.v1.ReferralReturnedForCompletion;
import org.safereturn.referral.v1.ReferralSubmitted;
import org.safereturn.referral.v1.ReferralWithdrawn;
import org.safereturn.reintegration.v1.CaseClosed;
import org.safereturn.reintegration.v1.CaseManagerAssigned;
import org.safereturn.reintegration.v1.CaseReopened;
import org.safereturn.reintegration.v1.ReintegrationStatusReported;
import org.safereturn.repatriation.v1.ArrivalConfirmed;
import org.safereturn.repatriation.v1.HandoverExecuted;
import org.safereturn.repatriation.v1.RepatriationConfirmed;
import org.safereturn.repatriation.v1.RepatriationProposed;
import org.safereturn.repatriation.v1.RepatriationRescheduled;
import org.safereturn.repatriation.v1.RepatriationResumed;
import org.safereturn.repatriation.v1.RepatriationSuspended;
import org.safereturn.repatriation.v1.ReturnDecisionRecorded;
import org.safereturn.tracing.v1.TracingProgressReported;
import org.safereturn.tracing.v1.TracingResultAcknowledged;
import org.safereturn.tracing.v1.TracingResultIssued;
import org.safereturn.work.v1.WorkItemChanged;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.publisher.Mono;

/** Puts the case service together. */
@Configuration(proxyBeanMethods = false)
class CaseServiceConfiguration {

    private static final Logger LOG = LoggerFactory.getLogger(CaseServiceConfiguration.class);

    /** What the other country's case service tells is a history: a report must not overtake the one before it. */
    private static final Set<String> IN_ORDER = Set.of("reintegration", "consent");

    private static final List<ListIndex> LISTS = Stream.of(ReadCases.LISTS, TemporaryAccesses.LISTS).flatMap(List::stream)
            .toList();

    CaseServiceConfiguration(CountryProfile profile, @Value("${safereturn.country}") String country) {
        if (!profile.country().equals(country)) {
            throw new IllegalStateException("safereturn.country is " + country + " but the profile is of "
                    + profile.country() + "; set safereturn.profile-file");
        }
        LOG.info("Case service of {}, peers {}, flows {}", profile.country(), profile.peers(), profile.flows());
    }

    @Bean
    HistoryReaders historyReaders(ContactPoints contactPoints, Aggregates<CaseFile, CaseEvent> files) {
        return new SeenHistories(contactPoints, caseRef -> files.find(caseRef).map(file -> file.state().scope()).flux());
    }

    @Bean
    ContactPoints contactPoints(CountryProfile profile, Clock clock) {
        return new ContactPoints() {

            @Override
            public boolean contain(String unit) {
                return profile.isContactPoint(unit, clock.instant());
            }

            @Override
            public Set<String> receivesAt(String unit) {
                return profile.receivesAt(unit, clock.instant());
            }

            @Override
            public Set<Role> overseers() {
                return profile.oversight().roles();
            }
        };
    }

    @Bean
    OpenWork openWork(AggregatesFactory factory, MessageTranslator.Speaker speaker, Deadlines deadlines, Clock clock) {
        return new OpenWork(factory, speaker, deadlines, clock);
    }

    @Bean
    Rounds deadlineRounds(OpenWork work, @Value("${safereturn.deadlines-every:15m}") Duration every) {
        return work.deadlineRounds(every);
    }

    @Bean
    CaseMessages caseMessages(CountryProfile profile, Pseudonyms pseudonyms) {
        return new CaseMessages(profile.country(), pseudonyms);
    }

    @Bean
    Aggregates<CaseFile, CaseEvent> caseFiles(OpenWork work, MessageTranslator.Speaker speaker, CaseMessages messages,
            Deadlines deadlines) {
        return work.create("cases", CaseFile.class, new MessageTranslator<>(speaker, CaseEvent.Told.class, messages,
                CaseFile::journey, CaseFile::stage), IN_ORDER, LISTS, CaseFile::journey, file -> CaseWork.of(file, deadlines),
                new OpenWork.Timed<>(CaseTimers.TIMERS, file -> CaseTimers.of(file, deadlines.visits()), ReadCases.STAGE,
                        CaseTimers.STATES));
    }

    @Bean
    NameIndex nameIndex(MongoClient client, @Value("${spring.mongodb.uri}") String uri) {
        return new MongoNameIndex(client.getDatabase(Objects.requireNonNull(new ConnectionString(uri).getDatabase(),
                "spring.mongodb.uri names no database")));
    }

    @Bean
    NameKeys nameKeys(MinistryKeys keys) {
        return new NameKeys(keys.storage().orElseThrow(() -> new IllegalStateException("No storage.jwk")));
    }

    @Bean
    CaseNames caseNames(Aggregates<CaseFile, CaseEvent> caseFiles, CaseKeys keys, Sealing sealing, NameIndex index,
            NameKeys nameKeys) {
        return new CaseNames(caseFiles, keys, sealing, index, nameKeys);
    }

    @Bean
    FindByName findByName(Aggregates<CaseFile, CaseEvent> caseFiles, CaseKeys keys, Sealing sealing, NameIndex index,
            NameKeys nameKeys) {
        return new FindByName(caseFiles, keys, sealing, index, nameKeys);
    }

    @Bean
    FindAlike findAlike(Aggregates<CaseFile, CaseEvent> caseFiles, CaseKeys keys, Sealing sealing, NameIndex index,
            NameKeys nameKeys) {
        return new FindAlike(caseFiles, keys, sealing, index, nameKeys);
    }

    @Bean
    NamesRound namesRound(Aggregates<CaseFile, CaseEvent> caseFiles, CaseNames names, NameIndex index,
            NameKeys nameKeys, Clock clock) {
        return new NamesRound(caseFiles, names, index, nameKeys, clock);
    }

    @Bean
    Rounds nameRounds(NamesRound round) {
        return Rounds.through("The names of cases", Duration.ofSeconds(30), Duration.ofMinutes(15), round::whenDue);
    }

    @Bean
    SealedPersons sealedPersons(Sealing sealing) {
        return new SealedPersons(sealing);
    }

    @Bean
    OpenCase openCase(Aggregates<CaseFile, CaseEvent> caseFiles, CaseKeys keys, SealedPersons persons,
            CaseNames names, CountryProfile profile, Flows flows, Clock clock) {
        return new OpenCase(caseFiles, keys, persons, names, profile, flows, clock, UUID::randomUUID);
    }

    @Bean
    AmendCase amendCase(Aggregates<CaseFile, CaseEvent> caseFiles, CaseKeys keys, SealedPersons persons,
            CaseNames names, CountryProfile profile, Clock clock) {
        return new AmendCase(caseFiles, keys, persons, names, profile, clock);
    }

    @Bean
    WorkOnCase workOnCase(Aggregates<CaseFile, CaseEvent> caseFiles, CaseKeys keys, Sealing sealing,
            CountryProfile profile, Clock clock) {
        return new WorkOnCase(caseFiles, keys, sealing, profile, clock);
    }

    @Bean
    MergeCases mergeCases(Aggregates<CaseFile, CaseEvent> caseFiles, WorkOnCase work) {
        return new MergeCases(caseFiles, work);
    }

    @Bean
    RecordWitness recordWitness(WorkOnCase work, CaseKeys keys, Sealing sealing, CountryProfile profile) {
        return new RecordWitness(work, keys, sealing, profile);
    }

    @Bean
    ReadCases readCases(Aggregates<CaseFile, CaseEvent> caseFiles, CaseKeys keys, Sealing sealing,
            CountryProfile profile, Clock clock) {
        return new ReadCases(caseFiles, keys, sealing, profile, clock);
    }

    @Bean
    Headings<CaseFile> headings(Aggregates<CaseFile, CaseEvent> caseFiles, Clock clock) {
        return new Headings<>(caseFiles, ReadCases.STAGE, EnumSet.complementOf(EnumSet.of(Stage.CLOSED, Stage.DUPLICATE_MERGED)),
                file -> new Headings.Said(file.journey(), file.side(), file.stage(), file.scope()), clock);
    }

    /**
     * Every record that reaches this service. Referral, tracing and repatriation are facts, the same in any order; what the
     * other country's case service says about consent and reintegration is a history and read in strict order. What it says of
     * crossing points is about no case.
     */
    @Bean
    InboundHandler inbox(TopicCatalogue catalogue, Aggregates<CaseFile, CaseEvent> caseFiles, CaseMessages messages,
            CaseKeys keys, Sealing sealing, CaseNames names, CountryProfile profile, Flows flows, Clock clock,
            WorkHandler work, CrossingPointHandler crossings) {
        FollowCase cases = new FollowCase(caseFiles, profile, flows, clock);
        Following following = new Following(cases, messages, names, profile.country());
        return new Inbox.Builder(catalogue, "case-service")
                .on(ReferralSubmitted.class, following::referral)
                .on(DeliveryReceipt.class, (event, receipt) -> isFactForTheHost(receipt, profile.country())
                        ? following.free(event, receipt) : following.ofReferral(receipt, Mono.just(new Outcome.Ignored<CaseFile>())))
                .on(ReferralReceived.class, (event, body) -> following.ofReferral(body, following.free(event, body)))
                .together(ReferralReturnedForCompletion.class, following::free)
                .together(ReferralAccepted.class, following::free)
                .together(ReferralDeclined.class, following::free)
                .together(ReferralDeclineRevoked.class, following::free)
                .together(ReferralWithdrawn.class, following::free)
                .together(ConsentEffectConfirmed.class, following::free)
                .together(TracingProgressReported.class, following::free)
                .on(TracingResultIssued.class, new ResultHandler(cases, keys, sealing)::issued)
                .together(TracingResultAcknowledged.class, following::free)
                .together(ReturnDecisionRecorded.class, following::free)
                .together(RepatriationProposed.class, following::free)
                .together(RepatriationConfirmed.class, following::free)
                .together(RepatriationRescheduled.class, following::free)
                .together(RepatriationSuspended.class, following::free)
                .together(RepatriationResumed.class, following::free)
                .together(HandoverExecuted.class, following::free)
                .together(ArrivalConfirmed.class, following::free)
                .together(CaseManagerAssigned.class, following::strict)
                .together(ReintegrationStatusReported.class, following::strict)
                .together(CaseClosed.class, following::strict)
                .together(CaseReopened.class, following::strict)
                .together(ConsentUpdated.class, following::strict)
                .together(ConsentWithdrawn.class, following::strict)
                .together(CaseMerged.class, following::strict)
                .on(WorkItemChanged.class, work::changed)
                .on(CrossingPointStatusChanged.class, crossings::heard)
                .build();
    }

    /** What the own machine of the country of origin receipts is no fact of its case: it has the referral itself. */
    private static boolean isFactForTheHost(DeliveryReceipt receipt, String country) {
        return receipt.getOutcome() == ReceiptOutcome.TAKEN_IN
                && CaseHead.of(receipt).journey().partyOf(country).filter(Party.HOST::equals).isPresent();
    }

    private record Following(FollowCase cases, CaseMessages messages, CaseNames names, String country) {

        /** Who the person is can be opened here when the key of the case is here, too. */
        Mono<Outcome<CaseFile>> referral(InboundEvent event, ReferralSubmitted body) {
            return free(event, body).flatMap(names::referred);
        }

        /** What this ministry says of a referral that it has: by then the key of the case has come, or will be asked for again. */
        Mono<Outcome<CaseFile>> ofReferral(SpecificRecord body, Mono<Outcome<CaseFile>> followed) {
            CaseHead head = CaseHead.of(body);
            return head.journey().partyOf(country).filter(Party.ORIGIN::equals).isEmpty() ? followed
                    : followed.flatMap(outcome -> names.again(head.caseRef()).thenReturn(outcome));
        }

        Mono<Outcome<CaseFile>> free(InboundEvent event, SpecificRecord body) {
            return follow(event, body, Ordering.ORDER_FREE);
        }

        Mono<Outcome<CaseFile>> strict(InboundEvent event, SpecificRecord body) {
            return follow(event, body, Ordering.STRICT);
        }

        private Mono<Outcome<CaseFile>> follow(InboundEvent event, SpecificRecord body, Ordering ordering) {
            return cases.follow(CaseHead.of(body), messages.heard(event), new Cause.Message(event, ordering));
        }
    }
}
