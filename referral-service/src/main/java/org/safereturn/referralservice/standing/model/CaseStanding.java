package org.safereturn.referralservice.standing.model;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.safereturn.access.scope.CaseScope;
import org.safereturn.messaging.event.Journey;
import org.safereturn.messaging.sealing.Sealed;
import org.safereturn.referralservice.standing.model.Consent.Purpose;

/**
 * The standing of a case as the own case-service last told it. Its parts arrive on two topics in any order; each part
 * keeps the version of the case it was told with, and only a later version replaces it.
 *
 * @param caseRef joint case reference
 * @param version of the case that told route and identification; 0 when only consents were told
 * @param journey between which countries
 * @param route how the case is routed
 * @param identifiedOn day on which the host identified the person as a victim, absent while it has not
 * @param consents latest decision per purpose
 * @param scope to whom in this ministry the case belongs
 * @param person who the person is, sealed by the case-service; absent while it has not told it
 * @param closed whether the file of the case has ended
 * @param hold what is known of a return that waits for proceedings, as the person wishes; absent where nothing was told
 */
public record CaseStanding(String caseRef, long version, Journey journey, Route route, @Nullable LocalDate identifiedOn,
        List<Consent> consents, CaseScope scope, @Nullable Sealed person, boolean closed, @Nullable ProceedingsHold hold) {

    /** How a case is routed; only {@code JOINT} enters the exchange. */
    public enum Route { JOINT, CHECKPOINT_RETURN, NATIONAL_FORM, HOLD, OUT_OF_SCOPE, NO_RETURN, UNKNOWN }

    /** Keeps its own copy of the consents. */
    public CaseStanding {
        consents = List.copyOf(consents);
        scope = CaseScope.orNobody(scope);
    }

    /** A case of which nothing but the countries is known yet. */
    public static CaseStanding unknown(String caseRef, Journey journey) {
        return new CaseStanding(caseRef, 0, journey, Route.UNKNOWN, null, List.of(), CaseScope.NOBODY, null, false, null);
    }

    /** What is known after the case-service told the whole standing. */
    public CaseStanding told(CaseStanding snapshot) {
        CaseStanding merged = consented(snapshot.consents).heldBy(snapshot.scope);
        return snapshot.version < version ? merged
                : new CaseStanding(caseRef, snapshot.version, snapshot.journey, snapshot.route, snapshot.identifiedOn,
                        merged.consents, merged.scope, snapshot.person == null ? person : snapshot.person, snapshot.closed, hold);
    }

    /** What is known after the case-service told how far the work with a person who may testify is; the latest version counts. */
    public CaseStanding told(ProceedingsHold heard) {
        return hold != null && hold.version() > heard.version() ? this
                : new CaseStanding(caseRef, version, journey, route, identifiedOn, consents, scope, person, closed, heard);
    }

    /** Since when the return waits for proceedings, as the person wishes; empty where it does not. */
    public Optional<LocalDate> waitsSince() {
        return Optional.ofNullable(hold).filter(ProceedingsHold::waits).map(ProceedingsHold::since);
    }

    /**
     * What is known after consents were given, refused or withdrawn. A purpose that this release does not know is left
     * out: no gate asks for it.
     */
    public CaseStanding consented(List<Consent> told) {
        List<Consent> merged = new ArrayList<>(consents);
        for (Consent consent : told) {
            if (consent.purpose() == Purpose.UNKNOWN) {
                continue;
            }
            Optional<Consent> known = merged.stream().filter(each -> each.purpose() == consent.purpose()).findFirst();
            if (known.isEmpty() || known.get().version() <= consent.version()) {
                known.ifPresent(merged::remove);
                merged.add(consent);
            }
        }
        merged.sort(Comparator.comparing(Consent::purpose));
        return new CaseStanding(caseRef, version, journey, route, identifiedOn, merged, scope, person, closed, hold);
    }

    /** The same standing, and the case belongs to these too. */
    private CaseStanding heldBy(CaseScope more) {
        return new CaseStanding(caseRef, version, journey, route, identifiedOn, consents, scope.and(more), person, closed, hold);
    }

    /** The latest decision about a purpose, or empty when it was never asked. */
    public Optional<Consent> consentTo(Purpose purpose) {
        return consents.stream().filter(each -> each.purpose() == purpose).findFirst();
    }

    /** Whether the person consents to this purpose on that day. */
    public boolean consentsTo(Purpose purpose, LocalDate day) {
        return consentTo(purpose).filter(each -> each.standsOn(day)).isPresent();
    }
}
