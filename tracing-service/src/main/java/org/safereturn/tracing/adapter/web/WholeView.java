package org.safereturn.tracing.adapter.web;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import org.safereturn.messaging.outcome.Aggregate;
import org.safereturn.messaging.sealing.CannotOpen;
import org.safereturn.messaging.sealing.Sealed;
import org.safereturn.referral.v1.ReferralContent;
import org.safereturn.tracing.application.CaseContents;
import org.safereturn.tracing.country.CountryProfile;
import org.safereturn.tracing.model.Acceptance;
import org.safereturn.tracing.model.Action;
import org.safereturn.tracing.model.Draft;
import org.safereturn.tracing.model.Findings;
import org.safereturn.tracing.model.Request;
import org.safereturn.tracing.model.Result;
import org.safereturn.tracing.model.Tracing;
import org.safereturn.tracing.v1.TracingActionDetail;
import org.safereturn.tracing.v1.TracingResultContent;

/** Opens one tracing for one reader. A part that cannot be opened stays away and is told of, never guessed. */
final class WholeView {

    private final Tracing tracing;
    private final long version;
    private final Optional<CaseContents.Opener> opener;
    private final NeedToKnow need;
    private final Locale language;
    private final CountryProfile profile;
    private boolean opened = true;

    WholeView(Aggregate<Tracing> aggregate, Optional<CaseContents.Opener> opener, NeedToKnow need,
            Locale language, CountryProfile profile) {
        this.tracing = aggregate.state();
        this.version = aggregate.version();
        this.opener = opener;
        this.need = need;
        this.language = language;
        this.profile = profile;
    }

    Views.Whole view() {
        Views.Request request = request(tracing.referral().request());
        var actions = tracing.actions().stream().map(this::action).toList();
        Views.Draft draft = draft(tracing.draft());
        var results = tracing.results().stream().map(this::result).toList();
        return new Views.Whole(tracing.caseRef(), tracing.side(), tracing.state(), version, tracing.hostCountry(),
                tracing.originCountry(), unit(tracing.referral().acceptance()), request,
                tracing.referral().consents().latest(), Views.Summary.tracks(tracing), actions,
                tracing.progress().stream()
                        .map(progress -> new Views.Progress(progress.milestone(), progress.at())).toList(),
                draft, results,
                tracing.stops().stream()
                        .map(stop -> new Views.Stop(stop.purposes(), stop.stopped(), stop.at())).toList(),
                tracing.advice().map(advice -> AdviceTexts.of(advice, language)).orElse(null), opened);
    }

    private Views.@Nullable Unit unit(@Nullable Acceptance acceptance) {
        return acceptance == null ? null : new Views.Unit(acceptance.unit(), profile.unitNames(acceptance.unit())
                .flatMap(names -> Optional.ofNullable(names.getOrDefault(language.getLanguage(), names.get("en"))))
                .orElse(null));
    }

    private Views.@Nullable Request request(@Nullable Request request) {
        return request == null ? null : new Views.Request(request.round(), request.submittedAt(), request.urgency(),
                request.careFlags(), request.otherCareFlags(), request.questions(),
                need.person(open(request.person(), ReferralContent.class)));
    }

    private Views.Action action(Action action) {
        var conclusion = action.conclusion();
        return new Views.Action(action.number(), action.type(), action.type().track(), action.date(),
                action.outcome(), need.notes() ? open(action.detail(), TracingActionDetail.class) : null, action.recordedBy(),
                action.recordedAt(),
                conclusion == null || !need.notes() ? null : open(conclusion.detail(), TracingActionDetail.class),
                conclusion == null ? null : conclusion.recordedAt());
    }

    private Views.@Nullable Draft draft(@Nullable Draft draft) {
        return draft == null || !need.notes() ? null : new Views.Draft(draft.version(), draft.correctionReason(),
                codes(draft.findings()), open(draft.content(), TracingResultContent.class), draft.draftedBy(),
                draft.draftedAt());
    }

    private Views.Result result(Result result) {
        return new Views.Result(result.version(), result.version() == tracing.results().size(), result.supersedes(),
                result.correctionReason(), codes(result.findings()),
                need.result(open(result.content(), TracingResultContent.class)), result.draftedBy(), result.issuedBy(),
                result.issuedAt(), tracing.acknowledgementOf(result.version())
                        .map(read -> new Views.Acknowledged(read.by(), read.at())).orElse(null));
    }

    private static Views.Codes codes(Findings findings) {
        return new Views.Codes(findings.nationality(), findings.basis(), findings.family(), findings.careAnswers(),
                findings.documentOffered(), findings.recommendedReceptionUnit(), findings.identityCheck());
    }

    private @Nullable Map<String, @Nullable Object> open(@Nullable Sealed part, Class<? extends SpecificRecord> type) {
        if (part == null) {
            return null;
        }
        if (opener.isEmpty()) {
            opened = false;
            return null;
        }
        try {
            return Contents.members(opener.get().open(part, type));
        } catch (CannotOpen cannot) {
            opened = false;
            return null;
        }
    }
}
