package org.safereturn.referralservice.referral.model;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.safereturn.access.time.Moment;
import org.safereturn.messaging.outcome.Rejection;
import org.safereturn.referralservice.standing.model.CaseStanding;
import org.safereturn.referralservice.standing.model.CaseStanding.Route;
import org.safereturn.referralservice.standing.model.Consent.Purpose;
import org.safereturn.referralservice.standing.model.ConsentPolicy;

/** When a case may be referred, as a list of named rules; the first that says no answers. */
public final class ReferralPolicy {

    private static final List<Rule> RULES = List.of(ReferralPolicy::toAnotherCountry, ReferralPolicy::toKnownCountry,
            ReferralPolicy::asTheCaseSays, ReferralPolicy::fromOwnUnit, ReferralPolicy::toKnownUnit,
            ReferralPolicy::open, ReferralPolicy::identified, ReferralPolicy::joint, ReferralPolicy::consented,
            ReferralPolicy::consentedAnew, ReferralPolicy::datesPossible, ReferralPolicy::minimumDataSet);

    private ReferralPolicy() {
    }

    /**
     * The purposes without which nothing may cross the border; the others travel as data. Each question needs its own,
     * and contact with the family is a part of tracing.
     */
    public static Set<Purpose> needed(Collection<Purpose> questions) {
        Set<Purpose> needed = EnumSet.of(Purpose.DATA_SHARING);
        needed.addAll(questions);
        if (needed.contains(Purpose.FAMILY_CONTACT)) {
            needed.add(Purpose.TRACING);
        }
        return needed;
    }

    /** Why the referral may not be sent, or empty when it may. */
    public static Optional<Rejection> check(Request request) {
        return RULES.stream().map(rule -> rule.check(request)).flatMap(Optional::stream).findFirst();
    }

    private static Optional<Rejection> toAnotherCountry(Request request) {
        return no(request.origin.equals(request.ownCountry), Rejection.invalid("own-country", "country", request.origin));
    }

    private static Optional<Rejection> toKnownCountry(Request request) {
        return no(!request.peers.contains(request.origin),
                Rejection.invalid("unknown-country", "country", request.origin, "known", String.join(", ", request.peers)));
    }

    private static Optional<Rejection> asTheCaseSays(Request request) {
        return no(!request.standing.journey().host().equals(request.ownCountry)
                || !request.standing.journey().origin().equals(request.origin),
                Rejection.refused("case-of-another-journey", "journey", request.standing.journey().flow()));
    }

    private static Optional<Rejection> fromOwnUnit(Request request) {
        return no(!request.sendingUnits.contains(request.sendingUnit), Rejection.invalid("sending-unit-not-own", "field",
                "sendingUnit", "known", String.join(", ", request.sendingUnits.stream().sorted().toList())));
    }

    private static Optional<Rejection> toKnownUnit(Request request) {
        return no(!request.receivingUnits.contains(request.receivingUnit), Rejection.invalid("unknown-receiving-unit",
                "field", "receivingUnit", "country", request.origin,
                "known", String.join(", ", request.receivingUnits.stream().sorted().toList())));
    }

    /** A file that has ended is taken up again first. */
    private static Optional<Rejection> open(Request request) {
        return no(request.standing.closed(), Rejection.refused("case-closed"));
    }

    /** GRD2, first half. */
    private static Optional<Rejection> identified(Request request) {
        return no(request.standing.identifiedOn() == null, Rejection.refused("identification-missing"));
    }

    /** GRD2, second half. */
    private static Optional<Rejection> joint(Request request) {
        return no(request.standing.route() != Route.JOINT,
                Rejection.refused("route-not-joint", "route", request.standing.route().name()));
    }

    /** GRD1. */
    private static Optional<Rejection> consented(Request request) {
        return ConsentPolicy.gate(request.standing, needed(request.questions), request.person.childhood(),
                request.now.today());
    }

    /** Who is referred again was asked again, after the last round had ended. */
    private static Optional<Rejection> consentedAnew(Request request) {
        Instant ended = request.ended;
        return ended == null ? Optional.empty() : ConsentPolicy.anew(request.standing, needed(request.questions), ended);
    }

    private static Optional<Rejection> datesPossible(Request request) {
        return request.now.notOver("wantedBy", request.wantedBy);
    }

    /** GRD3. */
    private static Optional<Rejection> minimumDataSet(Request request) {
        ReferralContent content = request.person.content();
        List<String> missing = new ArrayList<>();
        missingIf(missing, "nameOwnScript, nameRomanised or nameUnknown", blank(content.nameOwnScript())
                && blank(content.nameRomanised()) && !content.nameUnknown());
        missingIf(missing, "sex", content.sex() == null);
        missingIf(missing, "languages", empty(content.languages()));
        missingIf(missing, "originAddress, relatives or documents",
                content.originAddress() == null && empty(content.relatives()) && empty(content.documents()));
        missingIf(missing, "safeContact", content.safeContact() == null);
        missingIf(missing, "questions", request.questions.isEmpty());
        return no(!missing.isEmpty(), Rejection.refused("minimum-data-missing", "fields", String.join("; ", missing)));
    }

    private static void missingIf(List<String> missing, String field, boolean isMissing) {
        if (isMissing) {
            missing.add(field);
        }
    }

    private static boolean blank(@Nullable String text) {
        return text == null || text.isBlank();
    }

    private static boolean empty(@Nullable Collection<?> items) {
        return items == null || items.isEmpty();
    }

    private static Optional<Rejection> no(boolean violated, Rejection rejection) {
        return violated ? Optional.of(rejection) : Optional.empty();
    }

    @FunctionalInterface
    private interface Rule {

        Optional<Rejection> check(Request request);
    }

    /**
     * What the rules look at.
     *
     * @param ownCountry of this ministry
     * @param peers countries it exchanges cases with
     * @param origin country the referral is meant for
     * @param sendingUnits units for which the sender may send
     * @param receivingUnits units of the origin that take referrals
     * @param person as the case file says it, with what the referral adds
     * @param now when it is sent
     * @param ended when the round before ended without a result; absent for the first one, and for one that is completed
     */
    public record Request(String ownCountry, Set<String> peers, CaseStanding standing, String origin, String sendingUnit,
            Set<String> sendingUnits, String receivingUnit, Set<String> receivingUnits, List<Purpose> questions,
            @Nullable LocalDate wantedBy, CasePerson person, Moment now, @Nullable Instant ended) {

        /** Keeps its own copies. */
        public Request {
            sendingUnits = Set.copyOf(sendingUnits);
            receivingUnits = Set.copyOf(receivingUnits);
        }

        /** The first round. */
        public Request(String ownCountry, Set<String> peers, CaseStanding standing, String origin, String sendingUnit,
                Set<String> sendingUnits, String receivingUnit, Set<String> receivingUnits, List<Purpose> questions,
                @Nullable LocalDate wantedBy, CasePerson person, Moment now) {
            this(ownCountry, peers, standing, origin, sendingUnit, sendingUnits, receivingUnit, receivingUnits, questions,
                    wantedBy, person, now, null);
        }
    }
}
