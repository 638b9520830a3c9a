package org.safereturn.caseservice.casefile.web;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;
import org.safereturn.access.form.FormView;
import org.safereturn.access.identity.ShowsCases;
import org.safereturn.access.names.Candidate;
import org.safereturn.access.names.SamePersonReason;
import org.safereturn.access.person.PersonView;
import org.safereturn.access.time.Correction;
import org.safereturn.access.time.Earlier;
import org.safereturn.caseservice.casefile.application.FindAlike;
import org.safereturn.caseservice.casefile.application.ReadCases;
import org.safereturn.caseservice.casefile.model.Act;
import org.safereturn.caseservice.casefile.model.ActKind;
import org.safereturn.caseservice.casefile.model.AgeGroup;
import org.safereturn.caseservice.casefile.model.Arrival;
import org.safereturn.caseservice.casefile.model.CareFlag;
import org.safereturn.caseservice.casefile.model.CaseFile;
import org.safereturn.caseservice.casefile.model.CaseMerge;
import org.safereturn.caseservice.casefile.model.Ending;
import org.safereturn.caseservice.casefile.model.Fact;
import org.safereturn.caseservice.casefile.model.HostDecision;
import org.safereturn.caseservice.casefile.model.Identification;
import org.safereturn.caseservice.casefile.model.PersonStatistics;
import org.safereturn.caseservice.casefile.model.Route;
import org.safereturn.caseservice.casefile.model.SafeguardsReview;
import org.safereturn.caseservice.casefile.model.Sex;
import org.safereturn.caseservice.casefile.model.Stage;
import org.safereturn.caseservice.casefile.model.WishToReturn;
import org.safereturn.caseservice.consent.model.Consent;
import org.safereturn.caseservice.consent.model.ConsentEffect;
import org.safereturn.caseservice.consent.model.ConsentWithdrawal;
import org.safereturn.caseservice.reintegration.model.Feedback;
import org.safereturn.caseservice.reintegration.model.Reintegration;
import org.safereturn.caseservice.witness.model.WitnessState;
import org.safereturn.caseservice.witness.model.WitnessStep;
import org.safereturn.messaging.event.Officer;
import org.safereturn.messaging.event.Party;
import org.safereturn.messaging.event.Symbols;
import org.safereturn.messaging.form.Forms;
import org.safereturn.messaging.outcome.Aggregate;
import org.safereturn.messaging.sealing.Sealed;

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
     * A case that was found by a name.
     *
     * @param nameOwnScript opened for this caller; absent where none is known
     * @param nameRomanised opened for this caller; absent where none is known
     */
    record FoundCase(String caseRef, long version, Party side, String direction, Stage stage, boolean opened,
            @Nullable Instant openedAt, @Nullable Route route,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String nameOwnScript,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String nameRomanised) implements ShowsCases {

        @Override
        public Collection<String> shownCases() {
            return List.of(caseRef);
        }

        static FoundCase of(Aggregate<CaseFile> file, PersonView person) {
            CaseFile state = file.state();
            return new FoundCase(file.id(), file.version(), state.side(), state.journey().flow(), state.stage(),
                    state.opened(), state.openedAt(), state.route().orElse(null), person.nameOwnScript(),
                    person.nameRomanised());
        }
    }

    /**
     * Cases that may be of the same person as one case.
     *
     * @param found how many
     * @param items the best first
     */
    record AlikeCases(int found, List<AlikeCase> items) implements ShowsCases {

        /** Keeps its own copy. */
        AlikeCases {
            items = List.copyOf(items);
        }

        @Override
        public Collection<String> shownCases() {
            return items.stream().map(AlikeCase::caseRef).toList();
        }

        static AlikeCases of(List<FindAlike.Alike> found) {
            return new AlikeCases(found.size(), found.stream().map(AlikeCase::of).toList());
        }
    }

    /**
     * A case that may be of the same person as another one. Somebody must look at both; nothing is merged.
     *
     * @param mark how much speaks for it
     * @param reasons what speaks for it, and what against it
     * @param nameOwnScript opened for this caller; absent where none is known
     * @param nameRomanised opened for this caller; absent where none is known
     */
    record AlikeCase(String caseRef, Candidate.Mark mark, List<SamePersonReason> reasons, Party side, String direction, Stage stage,
            @Nullable Instant openedAt, @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String nameOwnScript,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String nameRomanised) {

        /** Keeps its own copy. */
        AlikeCase {
            reasons = List.copyOf(reasons);
        }

        static AlikeCase of(FindAlike.Alike found) {
            CaseFile state = found.file().state();
            PersonView person = PersonView.of(found.person());
            return new AlikeCase(found.file().id(), found.candidate().mark(),
                    found.candidate().reasons().stream().sorted().toList(), state.side(), state.journey().flow(), state.stage(),
                    state.openedAt(), person.nameOwnScript(), person.nameRomanised());
        }
    }

    /**
     * A file: this side in full, of the other side its states only.
     *
     * @param flow version of the flow that the case began on
     * @param earlierConsents decisions that do not stand, oldest first
     * @param openedBy who opened the file; absent in the country of origin, and where nobody knows any more
     * @param milestones what happened to the case outside this service, each with its first and last time in its round
     * @param acts what officers of this ministry did with the file since it was opened, in order
     * @param ending how the file ended without a return
     * @param safeguardsReview who looked at the safeguards of a child after the person turned 18
     * @param merge that it is of the same person as another case, proposed or confirmed
     * @param mergedIn cases of the same person for which this one goes on
     * @param otherSide the time after the return as the country of origin reports it to the host
     * @param reviews what is to be looked at again; told with the person only
     * @param person who the person is, opened for this caller; absent in answers to writes
     * @param forms the versions of forms that the case was recorded on; absent in answers to writes
     * @param witness the work with a person who may testify; absent where it is not recorded in this country, in answers to writes
     *     while nobody has asked, and for whoever receives the person
     */
    record CaseView(String caseRef, long version, Party side, String direction, String hostCountry,
            String originCountry, Stage stage, int flow, boolean opened, @Nullable Instant openedAt,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Officer openedBy, @Nullable Route route,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Identification identification,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable WishToReturn wishToReturn,
            @Nullable StatisticsView statistics, List<Consent> consents, List<Earlier<Consent>> earlierConsents,
            List<ConsentWithdrawal> withdrawals,
            List<ConsentEffect> confirmations, List<Fact> milestones, List<Act> acts, @Nullable Arrival arrival,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Reintegration reintegration,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Ending ending,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable SafeguardsReview safeguardsReview,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable CaseMerge merge, List<MergedCase> mergedIn,
            @Nullable Feedback otherSide, List<Review> reviews, @Nullable PersonView person,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<FormView> forms,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable WitnessView witness)
            implements ShowsCases {

        @Override
        public Collection<String> shownCases() {
            return List.of(caseRef);
        }

        /** The answer to a write. */
        static CaseView of(Aggregate<CaseFile> file) {
            return of(file, AccessFilter.CASE_WORKER, null, List.of(), null,
                    file.state().witness().steps().isEmpty() ? null : WitnessView.of(file.state(), Map.of()));
        }

        static CaseView of(Aggregate<CaseFile> file, AccessFilter need, ReadCases.OpenedCase opened,
                Forms forms) {
            return of(file, need, opened.person().map(PersonView::of).orElse(null), opened.safeguardsDue()
                    .map(day -> new Review(ReviewKind.SAFEGUARDS_OF_A_CHILD, day)).stream().toList(), FormView.of(file.forms(), forms),
                    need.caseWork() && opened.recordsWitness() ? WitnessView.of(file.state(), opened.witnessNotes()) : null);
        }

        private static CaseView of(Aggregate<CaseFile> file, AccessFilter need, @Nullable PersonView person,
                List<Review> reviews, @Nullable List<FormView> forms, @Nullable WitnessView witness) {
            CaseFile state = file.state();
            HostDecision decision = need.caseWork() ? state.decision() : null;
            List<Act> acts = need.caseWork() ? state.acts() : List.of();
            return new CaseView(file.id(), file.version(), state.side(), state.journey().flow(), state.hostCountry(),
                    state.originCountry(), state.stage(), state.flow(), state.opened(), state.openedAt(),
                    acts.stream().filter(act -> act.kind() == ActKind.OPENED).map(Act::by).findFirst().orElse(null),
                    state.route().orElse(null), decision == null ? null : decision.identification(),
                    decision == null ? null : decision.wish(), StatisticsView.of(state, person), state.consents(), state.earlierConsents(),
                    state.withdrawals(), state.effects(), state.facts(),
                    acts.stream().filter(act -> act.kind() != ActKind.OPENED).toList(), state.arrival(),
                    need.caseWork() ? state.reintegration() : null, need.caseWork() ? state.ending() : null,
                    need.caseWork() ? state.safeguardsReview() : null, state.merge(),
                    state.mergedIn().stream().map(MergedCase::new).toList(), state.feedback(), reviews, need.person(person), forms,
                    witness);
        }
    }

    /**
     * The work with a person who may testify.
     *
     * @param state how far it is
     * @param since day on which the person said so, or from which it is so; absent while nobody has asked
     * @param next what may be recorded next
     * @param corrections what the step that stands may be corrected to
     * @param steps in the order in which they were recorded
     */
    record WitnessView(WitnessState state, @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable LocalDate since,
            List<WitnessState> next, List<WitnessState> corrections, List<WitnessStepView> steps) {

        static WitnessView of(CaseFile file, Map<Sealed, String> notes) {
            return new WitnessView(file.witness().state(), file.witness().standing().map(WitnessStep::since).orElse(null),
                    file.witnessNext(), file.witnessCorrections(),
                    file.witness().steps().stream().map(step -> WitnessStepView.of(step, notes)).toList());
        }
    }

    /**
     * One step of it.
     *
     * @param note what the officer added in words, opened for this caller; absent where nothing was added, in answers to writes,
     *     and where it cannot be opened any more
     * @param correction what took its place as a correction; absent while it stands
     */
    record WitnessStepView(WitnessState state, LocalDate since,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Boolean informed,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Boolean guardianAgrees,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String note, Officer by, Instant recordedAt,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Correction correction) {

        static WitnessStepView of(WitnessStep step, Map<Sealed, String> notes) {
            Sealed note = step.note();
            return new WitnessStepView(step.state(), step.since(), step.informed(), step.guardianAgrees(),
                    note == null ? null : notes.get(note), step.by(), step.recordedAt(), step.correction());
        }
    }

    /** A case of the same person that was merged into this one. */
    record MergedCase(String caseRef) {
    }

    /**
     * What may be counted about the person.
     *
     * @param careFlags special needs; absent where they are sealed and not opened
     */
    record StatisticsView(Sex sex, AgeGroup ageGroup,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<CareFlag> careFlags) {

        /** The host states the needs; the country of origin reads them in the referral. */
        static @Nullable StatisticsView of(CaseFile file, @Nullable PersonView person) {
            PersonStatistics known = file.statistics();
            if (known == null) {
                return null;
            }
            boolean told = file.side() == Party.HOST || !known.careFlags().isEmpty();
            if (person != null && person.careFlags() != null) {
                return new StatisticsView(known.sex(), known.ageGroup(), Stream.concat(known.careFlags().stream(),
                        Symbols.all(CareFlag.class, person.careFlags()).stream()).distinct().toList());
            }
            return new StatisticsView(known.sex(), known.ageGroup(), told ? known.careFlags() : null);
        }
    }

    /**
     * Something in the file that is to be looked at again.
     *
     * @param since first day on which it is
     */
    record Review(ReviewKind kind, LocalDate since) {
    }

    /** What is to be looked at again. */
    enum ReviewKind {
        /** The person has turned 18: the safeguards of a child stay until somebody has looked at them. */
        SAFEGUARDS_OF_A_CHILD
    }
}
