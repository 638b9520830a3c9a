package org.safereturn.caseservice.casefile.model;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.safereturn.access.scope.CaseScope;
import org.safereturn.access.time.Moment;
import org.safereturn.caseservice.consent.model.ConsentAnswer;
import org.safereturn.caseservice.consent.model.ConsentDecision;
import org.safereturn.caseservice.consent.model.ConsentGiver;
import org.safereturn.caseservice.consent.model.Consents;
import org.safereturn.caseservice.consent.model.Purpose;
import org.safereturn.caseservice.consent.model.StatedConsent;
import org.safereturn.caseservice.reintegration.model.Closure;
import org.safereturn.caseservice.reintegration.model.ClosureReason;
import org.safereturn.caseservice.reintegration.model.MonitoringVisit;
import org.safereturn.caseservice.reintegration.model.Region;
import org.safereturn.caseservice.reintegration.model.ReintegrationStatus;
import org.safereturn.caseservice.reintegration.model.Responsible;
import org.safereturn.caseservice.reintegration.model.VisitMode;
import org.safereturn.caseservice.reintegration.model.VisitOutcome;
import org.safereturn.caseservice.reintegration.model.VisitState;
import org.safereturn.messaging.event.Journey;
import org.safereturn.messaging.event.Officer;
import org.safereturn.messaging.event.Party;
import org.safereturn.messaging.outcome.Decision;
import org.safereturn.messaging.outcome.Rejection;
import org.safereturn.messaging.sealing.Sealed;

/** Made-up cases. */
public final class CaseFixtures {

    /** Noon of the day on which everything begins. */
    public static final Instant START = Instant.parse("2026-11-23T05:00:00Z");
    /** The same day in both countries. */
    public static final LocalDate TODAY = LocalDate.of(2026, 11, 23);
    /** Zone of the made-up host. */
    public static final ZoneId ZONE = ZoneId.of("Asia/Bangkok");
    /** The moment at which everything begins. */
    public static final Moment NOW = new Moment(START, ZONE);
    /** Sealed by nobody. */
    public static final Sealed SEALED = new Sealed("key-1", "sealed-content");
    /** Who the person is, sealed by nobody. */
    public static final SealedPerson PERSON = new SealedPerson(SEALED, new Sealed("key-1", "sealed-standing"));
    /** An officer. */
    public static final Officer OFFICER = new Officer("th-intake-officer-1", "INTAKE_OFFICER", "TH-UNIT-1", "TH");
    /** Who approves. */
    public static final Officer SUPERVISOR = new Officer("th-supervisor-1", "SUPERVISOR", "TH-UNIT-1", "TH");
    /** Thailand's routing. */
    public static final RoutingPolicy ROUTING = new RoutingPolicy("TH", Set.of("KH"));
    /** Units of the made-up ministry. */
    public static final Set<String> UNITS = Set.of("TH-WPC-NONTHABURI", "TH-DATIP", "TH-MSDHS-PROVINCE");
    /** Everything a country can offer. */
    public static final Set<Region> ALL_REGIONS = Set.of(Region.values());

    private CaseFixtures() {
    }

    /** The moment so much later. */
    public static Moment after(Duration time) {
        return new Moment(START.plus(time), ZONE);
    }

    /** The person's own consent. */
    public static ConsentAnswer given(Purpose purpose) {
        return answer(purpose, true, ConsentGiver.PERSON, null);
    }

    /** An answer of today. */
    public static ConsentAnswer answer(Purpose purpose, boolean given, ConsentGiver by, @Nullable Boolean heard) {
        return new ConsentAnswer(purpose, given, by, null, heard, "km", TODAY, null);
    }

    /** An adult, identified, who wants to return and consents to everything. */
    public static Opening opening() {
        return opening(IdentificationOutcome.VICTIM, "KH", WishToReturn.YES,
                Stream.of(purposes()).map(CaseFixtures::given).toList());
    }

    /** An adult. */
    public static Opening opening(IdentificationOutcome outcome, String nationality, WishToReturn wish,
            List<ConsentAnswer> consents) {
        return new Opening(nationality, Whereabouts.HOST_COUNTRY,
                new Identification("TH-MDT", TODAY, outcome), wish,
                Sex.FEMALE, group(AgeGroup.AGE_18_59), List.of(), consents);
    }

    /** Only the age group is stated. */
    public static StatedAge group(AgeGroup group) {
        return new StatedAge(null, null, group, false, TODAY);
    }

    /** A child with these answers. */
    public static Opening childOpening(ConsentAnswer... answers) {
        return new Opening("KH", Whereabouts.HOST_COUNTRY,
                new Identification("TH-MDT", TODAY, IdentificationOutcome.VICTIM), WishToReturn.YES,
                Sex.MALE, group(AgeGroup.AGE_12_17), List.of(), List.of(answers));
    }

    /** Opened in Thailand. */
    public static CaseFile opened() {
        return accepted(CaseFile.open(opening(), PERSON, ROUTING, OFFICER, NOW));
    }

    /** Opened in Thailand, for a person with these needs who may be counted. */
    public static CaseFile opened(List<CareFlag> flags) {
        Opening adult = opening();
        return accepted(CaseFile.open(new Opening(adult.nationality(), adult.whereabouts(), adult.identification(),
                adult.wish(), Sex.FEMALE, group(AgeGroup.AGE_60_PLUS), flags, adult.consents()), PERSON,
                ROUTING, OFFICER, NOW));
    }

    /** Opened in Thailand and referred to Cambodia. */
    public static CaseFile referredFile() {
        CaseFile file = opened();
        return accepted(file.hear(referral(Consents.stated(file.consents()), START.plusSeconds(60)), NOW));
    }

    /** The referral with these consents. */
    public static CaseEvent.Referred referral(List<StatedConsent> consents, Instant at) {
        return referral(consents, at, 1);
    }

    /** The referral with these consents in a round. */
    public static CaseEvent.Referred referral(List<StatedConsent> consents, Instant at, int round) {
        return new CaseEvent.Referred(at, OFFICER, "TH-UNIT-1", "KH-UNIT-1",
                new PersonStatistics(Sex.FEMALE, AgeGroup.AGE_18_59, List.of()), SEALED, consents, round);
    }

    /** The host's consents of the purposes. */
    public static List<StatedConsent> reported(ConsentDecision decision, Purpose... purposes) {
        return Stream.of(purposes).map(purpose -> new StatedConsent(purpose, decision, null, null, null)).toList();
    }

    /** In Thailand, a Thai person who came back from Cambodia. */
    public static CaseFile arrivedFile(Purpose... consents) {
        CaseFile heard = CaseFile.heardOf(Party.ORIGIN, new Journey("KH", "TH"));
        return heard.evolve(referral(reported(ConsentDecision.GIVEN, consents), START)).evolve(arrived());
    }

    /** The reception says so. */
    public static CaseEvent arrived() {
        return new CaseEvent.Arrived(arrival(), OFFICER);
    }

    /** Something that happened elsewhere. */
    public static CaseEvent fact(FactKind kind, Instant at) {
        return new CaseEvent.Happened(at, OFFICER, kind, CaseScope.NOBODY, 0);
    }

    /** Something that happened elsewhere in a round of the referral. */
    public static CaseEvent fact(FactKind kind, Instant at, int round) {
        return new CaseEvent.Happened(at, OFFICER, kind, CaseScope.NOBODY, 0, round);
    }

    /** Every purpose that this release knows. */
    public static Purpose[] purposes() {
        return Stream.of(Purpose.values()).filter(purpose -> purpose != Purpose.UNKNOWN).toArray(Purpose[]::new);
    }

    /** Received this morning. */
    public static Arrival arrival() {
        return new Arrival(1, START.minusSeconds(3600), "TH-WPC-NONTHABURI", "KH-POI-PET", "RECEPTION_OFFICER", "WELL",
                List.of());
    }

    /** With a case manager who may be counted. */
    public static CaseFile managedFile() {
        return accepted(arrivedFile(Purpose.MONITORING_AND_EVALUATION).assign(
                new Responsible("TH-WPC-NONTHABURI", "CASE_MANAGER", START), CaseFixtures.UNITS, OFFICER, NOW));
    }

    /** Followed up in the community, and visited once. */
    public static CaseFile monitoredFile() {
        CaseFile home = accepted(managedFile().report(ReintegrationStatus.REINTEGRATION, TODAY, null, OFFICER, NOW));
        CaseFile followed = accepted(home.report(ReintegrationStatus.MONITORING, null, null, OFFICER, NOW));
        return accepted(followed.visit(visited(1), null, OFFICER, NOW));
    }

    /** Made today. */
    public static MonitoringVisit visited(int number) {
        return new MonitoringVisit(number, VisitState.DONE, TODAY, TODAY, VisitMode.VISIT, VisitOutcome.STABLE, false,
                false, false);
    }

    /** Closed together by two. */
    public static Closure.Said closure(ClosureReason reason) {
        return new Closure.Said(reason, TODAY, TODAY, true, OFFICER.reference(), "th-supervisor-1");
    }

    /** What was accepted, or a failure. */
    public static CaseFile accepted(Decision<CaseFile, CaseEvent> decision) {
        return switch (decision) {
            case Decision.Accepted<CaseFile, CaseEvent> accepted -> accepted.state();
            case Decision.Refused<CaseFile, CaseEvent> refused -> throw new AssertionError(refused.rejection());
        };
    }

    /** What was told, or a failure. */
    public static List<CaseEvent> events(Decision<CaseFile, CaseEvent> decision) {
        return switch (decision) {
            case Decision.Accepted<CaseFile, CaseEvent> accepted ->
                accepted.events().stream().filter(CaseEvent.Told.class::isInstance).toList();
            case Decision.Refused<CaseFile, CaseEvent> refused -> throw new AssertionError(refused.rejection());
        };
    }

    /** The rule that refused, or a failure. */
    public static String rule(Decision<CaseFile, CaseEvent> decision) {
        return refusal(decision).rule();
    }

    /** The refusal, or a failure. */
    public static Rejection refusal(Decision<CaseFile, CaseEvent> decision) {
        return switch (decision) {
            case Decision.Accepted<CaseFile, CaseEvent> accepted -> throw new AssertionError(accepted.events());
            case Decision.Refused<CaseFile, CaseEvent> refused -> refused.rejection();
        };
    }
}
