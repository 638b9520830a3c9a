package org.safereturn.tracingservice.tracing.web;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import org.safereturn.access.form.FormView;
import org.safereturn.access.person.PersonView;
import org.safereturn.messaging.event.Party;
import org.safereturn.messaging.event.Symbols;
import org.safereturn.messaging.form.Forms;
import org.safereturn.messaging.outcome.Aggregate;
import org.safereturn.messaging.sealing.CannotOpen;
import org.safereturn.messaging.sealing.Sealed;
import org.safereturn.referral.v1.ReferralContent;
import org.safereturn.tracing.v1.FormSectionContent;
import org.safereturn.tracing.v1.TracingActionDetail;
import org.safereturn.tracing.v1.TracingClarificationAnswerContent;
import org.safereturn.tracing.v1.TracingClarificationContent;
import org.safereturn.tracing.v1.TracingResultContent;
import org.safereturn.tracingservice.country.CountryProfile;
import org.safereturn.tracingservice.tracing.application.CaseContents;
import org.safereturn.tracingservice.tracing.application.SealedForms;
import org.safereturn.tracingservice.tracing.model.Acceptance;
import org.safereturn.tracingservice.tracing.model.Action;
import org.safereturn.tracingservice.tracing.model.Capacity;
import org.safereturn.tracingservice.tracing.model.CareAnswer;
import org.safereturn.tracingservice.tracing.model.CareFlag;
import org.safereturn.tracingservice.tracing.model.Clarification;
import org.safereturn.tracingservice.tracing.model.Draft;
import org.safereturn.tracingservice.tracing.model.Evidence;
import org.safereturn.tracingservice.tracing.model.Findings;
import org.safereturn.tracingservice.tracing.model.FormAnswers;
import org.safereturn.tracingservice.tracing.model.FormSection;
import org.safereturn.tracingservice.tracing.model.Request;
import org.safereturn.tracingservice.tracing.model.Result;
import org.safereturn.tracingservice.tracing.model.ResultForm;
import org.safereturn.tracingservice.tracing.model.SafeContact;
import org.safereturn.tracingservice.tracing.model.Tracing;

/** Opens one tracing for one reader. A part that cannot be opened stays away and is told of, never guessed. */
final class WholeView {

    private final Tracing tracing;
    private final long version;
    private final Optional<CaseContents.Opener> opener;
    private final AccessFilter filter;
    private final Locale language;
    private final CountryProfile profile;
    private final List<FormView> forms;
    private final WrittenForms written;
    private boolean opened = true;

    WholeView(Aggregate<Tracing> aggregate, Optional<CaseContents.Opener> opener, AccessFilter filter,
            Locale language, CountryProfile profile, Forms forms, WrittenForms written) {
        this.tracing = aggregate.state();
        this.version = aggregate.version();
        this.opener = opener;
        this.filter = filter;
        this.language = language;
        this.profile = profile;
        this.forms = FormView.of(aggregate.forms(), forms);
        this.written = written;
    }

    Views.Whole view() {
        Views.Request request = request(tracing.referral().request());
        var actions = tracing.actions().stream().map(this::action).toList();
        Views.Draft draft = draft(tracing.draft());
        var results = tracing.results().stream().map(this::result).toList();
        Views.FormContent form = works() ? working(request) : latestForm();
        var earlier = tracing.results().reversed().stream().filter(result -> !isShown(result, form)).map(this::form)
                .flatMap(Optional::stream).toList();
        var questions = tracing.clarifications().stream().map(this::clarification).toList();
        return new Views.Whole(tracing.caseRef(), tracing.side(), tracing.state(), version, tracing.hostCountry(),
                tracing.originCountry(), unit(tracing.referral().acceptance()), familyContact(request), request,
                tracing.referral().consents().latest().stream()
                        .map(consent -> new Views.Consent(consent.purpose(), consent.decision(), consent.since(),
                                consent.expiresOn())).toList(),
                Views.Summary.tracks(tracing), actions,
                tracing.actions().stream().flatMap(action -> action.type().source().stream().map(source ->
                        new Views.SourceChecked(source, action.date(), action.outcome()))).toList(),
                tracing.progress().stream()
                        .map(progress -> new Views.Progress(progress.milestone(), progress.at())).toList(),
                draft, results, Views.LatestResult.of(tracing),
                questions, tracing.presentClarifications().stream().filter(question -> question.askedBy() != tracing.side()
                        && question.answer() == null).map(this::clarification).toList(),
                tracing.stops().stream()
                        .map(stop -> new Views.Stop(stop.purposes(), stop.stopped(), stop.at())).toList(),
                tracing.advice().map(advice -> AdviceTexts.of(advice, language)).orElse(null), opened, forms, form,
                earlier, tracing.side() == Party.ORIGIN ? written.of(tracing) : List.of(), tracing.settled().isPresent());
    }

    /** Whether the reader is of the side that fills in forms, and needs all of them. */
    private boolean works() {
        return tracing.side() == Party.ORIGIN && filter.notes();
    }

    private Views.@Nullable FormContent working(Views.@Nullable Request request) {
        return written.longOne().map(form -> {
            List<FormSection> sections = tracing.filledIn(form.code());
            return written.working(form, tracing.child(), sections, answers(sections), request == null ? null : request.person());
        }).orElse(null);
    }

    private Views.@Nullable FormContent latestForm() {
        return tracing.latestResult().flatMap(this::form).orElse(null);
    }

    /** Who fills the form in sees it as it is now; that of a result is shown besides once it says something else. */
    private boolean isShown(Result result, Views.@Nullable FormContent form) {
        ResultForm of = result.form();
        return works() ? of != null && form != null && form.code().equals(of.code())
                && of.sections().equals(tracing.filledIn(of.code())) : isCurrent(result);
    }

    /** Whether it was not superseded, and answers the round of the referral that counts now. */
    private boolean isCurrent(Result result) {
        return tracing.latestResult().filter(latest -> latest.version() == result.version()).isPresent();
    }

    /** What is filled in on the form of a result; empty where nothing is, or it is another side's or reader's. */
    private Optional<Views.FormContent> form(Result result) {
        ResultForm of = result.form();
        List<FormSection> sections = of == null || !works() ? List.of() : of.sections();
        FormAnswers answers = works() ? answers(sections) : crossed(result);
        return of == null || answers.sections().isEmpty() ? Optional.empty() : Optional.of(
                new Views.FormContent(of.code(), result.version(), WrittenForms.content(sections, answers)));
    }

    private FormAnswers answers(List<FormSection> sections) {
        Map<String, FormAnswers.Written> all = new HashMap<>();
        sections.forEach(section -> {
            FormAnswers said = open(section.content(), FormSectionContent.class, content -> SealedForms.of(content.getAnswers()));
            if (said != null) {
                all.putAll(said.sections());
            }
        });
        return new FormAnswers(all);
    }

    private FormAnswers crossed(Result result) {
        FormAnswers said = open(result.content(), TracingResultContent.class, content -> SealedForms.of(content.getFormAnswers()));
        return said == null ? FormAnswers.NONE : said;
    }

    /** The origin side only: it is who would contact the family. */
    private Views.@Nullable FamilyContact familyContact(Views.@Nullable Request request) {
        if (tracing.side() == Party.HOST || request == null) {
            return null;
        }
        PersonView person = request.person();
        PersonView.SafeContact instruction = person == null ? null : person.safeContact();
        boolean unread = tracing.referral().request() != null && tracing.referral().request().person() != null
                && person == null;
        SafeContact asked = unread ? null : instruction == null ? SafeContact.NOTHING_SAID : new SafeContact(
                instruction.familyMayBeContacted(), instruction.doNotVisit());
        return new Views.FamilyContact(instruction, tracing.forbiddenWithFamily(asked));
    }

    private Views.@Nullable Unit unit(@Nullable Acceptance acceptance) {
        return acceptance == null ? null : new Views.Unit(acceptance.unit(), profile.unitNames(acceptance.unit())
                .flatMap(names -> Optional.ofNullable(names.getOrDefault(language.getLanguage(), names.get("en"))))
                .orElse(null));
    }

    private Views.@Nullable Request request(@Nullable Request request) {
        return request == null ? null : new Views.Request(request.round(), request.submittedAt(), request.urgency(),
                request.flagsSealed() ? null : request.knownCareFlags(), request.unknownCareFlags(), request.questions(),
                open(request.person(), ReferralContent.class,
                        content -> filter.healthAndCourt() ? PersonView.of(content) : PersonView.of(content).toTrace()));
    }

    private Views.Action action(Action action) {
        var conclusion = action.conclusion();
        return new Views.Action(action.number(), action.type(), action.type().track(), action.date(),
                action.outcome(), filter.notes() ? detail(action.detail()) : null, action.recordedBy(),
                action.recordedAt(),
                conclusion == null || !filter.notes() ? null : detail(conclusion.detail()),
                conclusion == null ? null : conclusion.recordedAt());
    }

    private Views.@Nullable Draft draft(@Nullable Draft draft) {
        return draft == null || !filter.notes() ? null : new Views.Draft(draft.version(), draft.correctionReason(),
                codes(draft.findings(), draft.content()), result(draft.content()), code(draft.form()), draft.draftedBy(), draft.draftedAt(),
                tracing.evidence().map(Evidence::claims).orElse(List.of()).stream()
                        .map(claim -> Views.Claim.of(claim, draft.findings().family())).toList(),
                tracing.evidence().map(Evidence::gaps).orElse(Set.of()).stream().toList());
    }

    private static @Nullable String code(@Nullable ResultForm form) {
        return form == null ? null : form.code();
    }

    private @Nullable String approvalNote(@Nullable Sealed note) {
        return note == null || !filter.notes() ? null : open(note, TracingActionDetail.class, TracingActionDetail::getNote);
    }

    private Views.Result result(Result result) {
        return new Views.Result(result.version(), isCurrent(result), result.round(), result.supersedes(),
                result.correctionReason(), codes(result.findings(), result.content()),
                result(result.content()), code(result.form()), result.draftedBy(), result.issuedBy(),
                result.issuedAt(), result.gapAnswers(), approvalNote(result.approvalNote()),
                tracing.acknowledgementOf(result.version())
                        .map(read -> new Views.Acknowledged(read.by(), read.at())).orElse(null));
    }

    private Views.Clarification clarification(Clarification question) {
        return new Views.Clarification(question.askedBy(), question.number(), question.topic(), question.answerDueOn(),
                question.resultVersion(),
                open(question.content(), TracingClarificationContent.class, TracingClarificationContent::getText),
                question.by(), question.at(), answer(question.answer()));
    }

    private Views.@Nullable ClarificationAnswer answer(Clarification.@Nullable Answer answer) {
        return answer == null ? null : new Views.ClarificationAnswer(open(answer.content(),
                TracingClarificationAnswerContent.class, TracingClarificationAnswerContent::getText), answer.by(),
                answer.at());
    }

    /** The answers about special needs stand in the sealed part; the side that wrote them knows them besides. */
    private Views.Codes codes(Findings findings, @Nullable Sealed content) {
        List<CareAnswer> sealed = findings.careAnswers().isEmpty()
                ? open(content, TracingResultContent.class, WholeView::answers) : null;
        return new Views.Codes(findings.nationality(), findings.basis(), findings.family(),
                sealed == null ? findings.careAnswers() : sealed,
                findings.documentOffered(), findings.recommendedReceptionUnit(), findings.identityCheck());
    }

    private static List<CareAnswer> answers(TracingResultContent content) {
        return content.getCareAnswers().stream().map(answer -> new CareAnswer(
                Symbols.of(CareFlag.class, answer.getCareFlag()), Symbols.of(Capacity.class, answer.getCapacity()))).toList();
    }

    private Views.@Nullable ActionDetail detail(Sealed part) {
        return open(part, TracingActionDetail.class, Views.ActionDetail::of);
    }

    private Views.@Nullable ResultDetail result(@Nullable Sealed part) {
        return open(part, TracingResultContent.class, content -> Views.ResultDetail.of(content, filter.notes()));
    }

    private <T extends SpecificRecord, V> @Nullable V open(@Nullable Sealed part, Class<T> type, Function<T, V> view) {
        if (part == null) {
            return null;
        }
        if (opener.isEmpty()) {
            opened = false;
            return null;
        }
        try {
            return view.apply(opener.get().open(part, type));
        } catch (CannotOpen cannot) {
            opened = false;
            return null;
        }
    }
}
