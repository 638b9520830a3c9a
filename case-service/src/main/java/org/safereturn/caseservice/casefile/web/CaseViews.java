package org.safereturn.caseservice.casefile.web;

import java.time.Instant;
import java.util.Collection;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;
import org.safereturn.access.audit.ShowsCases;
import org.safereturn.access.person.PersonView;
import org.safereturn.caseservice.casefile.model.Arrival;
import org.safereturn.caseservice.casefile.model.CaseFile;
import org.safereturn.caseservice.casefile.model.Fact;
import org.safereturn.caseservice.casefile.model.HostDecision;
import org.safereturn.caseservice.casefile.model.Identification;
import org.safereturn.caseservice.casefile.model.PersonStatistics;
import org.safereturn.caseservice.casefile.model.Route;
import org.safereturn.caseservice.casefile.model.Stage;
import org.safereturn.caseservice.casefile.model.WishToReturn;
import org.safereturn.caseservice.consent.model.Consent;
import org.safereturn.caseservice.consent.model.ConsentEffect;
import org.safereturn.caseservice.consent.model.ConsentWithdrawal;
import org.safereturn.caseservice.reintegration.model.Feedback;
import org.safereturn.caseservice.reintegration.model.Reintegration;
import org.safereturn.messaging.event.Party;
import org.safereturn.messaging.outcome.Aggregate;

/** What callers see. */
final class CaseViews {

    private CaseViews() {
    }

    /** A case in a list: nothing about the person. */
    record CaseSummary(String caseRef, long version, Party side, String direction, Stage stage, boolean opened,
            @Nullable Instant openedAt, @Nullable Route route) implements ShowsCases {

        @Override
        public Collection<String> shownCases() {
            return List.of(caseRef);
        }

        static CaseSummary of(Aggregate<CaseFile> file) {
            CaseFile state = file.state();
            return new CaseSummary(file.id(), file.version(), state.side(), state.journey().flow(), state.stage(),
                    state.opened(), state.openedAt(), state.route().orElse(null));
        }
    }

    /**
     * A file: this side in full, of the other side its states only.
     *
     * @param milestones what happened to the case outside this service, each with its first and last time
     * @param otherSide the time after the return as the country of origin reports it to the host
     * @param person who the person is, opened for this caller; absent in answers to writes
     */
    record CaseView(String caseRef, long version, Party side, String direction, String hostCountry,
            String originCountry, Stage stage, boolean opened, @Nullable Instant openedAt, @Nullable Route route,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Identification identification,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable WishToReturn wishToReturn,
            @Nullable PersonStatistics statistics, List<Consent> consents, List<ConsentWithdrawal> withdrawals,
            List<ConsentEffect> confirmations, List<Fact> milestones, @Nullable Arrival arrival,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Reintegration reintegration,
            @Nullable Feedback otherSide, @Nullable PersonView person)
            implements ShowsCases {

        @Override
        public Collection<String> shownCases() {
            return List.of(caseRef);
        }

        /** The answer to a write. */
        static CaseView of(Aggregate<CaseFile> file) {
            return of(file, AccessFilter.CASE_WORKER, null);
        }

        static CaseView of(Aggregate<CaseFile> file, AccessFilter need, @Nullable PersonView person) {
            CaseFile state = file.state();
            HostDecision decision = need.caseWork() ? state.decision() : null;
            return new CaseView(file.id(), file.version(), state.side(), state.journey().flow(), state.hostCountry(),
                    state.originCountry(), state.stage(), state.opened(), state.openedAt(),
                    state.route().orElse(null), decision == null ? null : decision.identification(),
                    decision == null ? null : decision.wish(), state.statistics(), state.consents(),
                    state.withdrawals(), state.effects(), state.facts(), state.arrival(), need.caseWork() ? state.reintegration() : null,
                    state.feedback(), need.person(person));
        }
    }
}
