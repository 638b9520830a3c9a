package org.safereturn.caseservice.nonvictim;

import java.time.Clock;
import java.time.YearMonth;
import java.util.Map;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import jakarta.validation.Valid;
import org.jspecify.annotations.Nullable;
import org.safereturn.access.identity.Access;
import org.safereturn.access.identity.PurposeOfUse;
import org.safereturn.access.identity.Role;
import org.safereturn.access.paging.Listing;
import org.safereturn.access.paging.Paging;
import org.safereturn.access.problem.ProblemException;
import org.safereturn.access.problem.Replies;
import org.safereturn.access.scope.Caller;
import org.safereturn.caseservice.country.CountryProfile;
import org.safereturn.messaging.aggregate.Aggregates;
import org.safereturn.messaging.outcome.Aggregate;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Counts national forms; nothing crosses the border. */
@RestController
@RequestMapping("/national-forms")
class NationalFormsController {


    private final Aggregates<NationalForms, NationalForms.NoEvent> forms;
    private final CountryProfile profile;
    private final Clock clock;

    NationalFormsController(Aggregates<NationalForms, NationalForms.NoEvent> forms, CountryProfile profile,
            Clock clock) {
        this.forms = forms;
        this.profile = profile;
        this.clock = clock;
    }

    /** One form more. */
    record FormRequest(YearMonth month, NationalForms.Reason reason) {
    }

    /** How many there are. */
    record FormsView(String month, NationalForms.Reason reason, int count) {

        static FormsView of(Aggregate<NationalForms> counted) {
            return new FormsView(counted.state().month(), counted.state().reason(), counted.state().count());
        }
    }

    @Access(roles = {Role.INTAKE_OFFICER, Role.MINISTRY_SYSTEM}, purpose = PurposeOfUse.STATISTICS, personal = false)
    @PostMapping
    @Operation(summary = "One national form more")
    Mono<ResponseEntity<FormsView>> count(@Valid @RequestBody FormRequest request, Caller caller) {
        profile.moment(clock.instant()).notInFuture("month", request.month()).ifPresent(refusal -> {
            throw new ProblemException(refusal);
        });
        String month = request.month().toString();
        return forms.change(month + "|" + request.reason(), caller.cause(),
                        known -> known.orElseGet(() -> new NationalForms(month, request.reason(), 0)).oneMore())
                .map(outcome -> Replies.of(outcome, FormsView::of));
    }

    @Access(roles = {Role.INTAKE_OFFICER, Role.SUPERVISOR, Role.ME_OFFICER, Role.MINISTRY_SYSTEM},
            purpose = PurposeOfUse.STATISTICS, personal = false)
    @GetMapping
    @Operation(summary = "How many national forms there are, newest change first")
    Mono<Listing<FormsView>> list(
            @Parameter(description = "Only this month, as 2026-11.") @RequestParam(required = false) @Nullable YearMonth month,
            Paging paging) {
        Map<String, Object> where = month == null ? Map.of() : Map.of("state.month", month.toString());
        return forms.list(paging.query(where)).map(found -> Listing.of(found, paging, FormsView::of));
    }
}
