package org.safereturn.caseservice.nonvictim;

import java.time.Clock;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Pattern;
import org.jspecify.annotations.Nullable;
import org.safereturn.access.identity.Access;
import org.safereturn.access.identity.PurposeOfUse;
import org.safereturn.access.identity.Role;
import org.safereturn.access.input.KnownCode;
import org.safereturn.access.paging.Listing;
import org.safereturn.access.paging.Paging;
import org.safereturn.access.problem.ProblemException;
import org.safereturn.access.problem.Replies;
import org.safereturn.access.scope.Caller;
import org.safereturn.caseservice.casefile.model.AgeGroup;
import org.safereturn.caseservice.casefile.model.Sex;
import org.safereturn.caseservice.country.CountryProfile;
import org.safereturn.messaging.aggregate.Aggregates;
import org.safereturn.messaging.outcome.Aggregate;
import org.safereturn.messaging.outcome.Rejection;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Counts of persons who are not victims and returned through a checkpoint. There is no place for a person in it. */
@RestController
@RequestMapping("/non-victim-returns")
class NonVictimReturnsController {

    private static final int LARGEST_COUNT = 1_000_000;

    private final Aggregates<NonVictimReturns, NonVictimReturns.Counted> returns;
    private final CountryProfile profile;
    private final Clock clock;

    NonVictimReturnsController(Aggregates<NonVictimReturns, NonVictimReturns.Counted> returns,
            CountryProfile profile, Clock clock) {
        this.returns = returns;
        this.profile = profile;
        this.clock = clock;
    }

    /**
     * The whole count of a month, checkpoint and direction.
     *
     * @param leftCountry country that the persons left
     * @param returnedTo country that they returned to
     * @param supersedes version of the count that this one corrects; none for a first one
     */
    record CountRequest(YearMonth month, String checkpoint, @Pattern(regexp = "[A-Z]{2}") String leftCountry,
            @Pattern(regexp = "[A-Z]{2}") String returnedTo, @NotEmpty List<@Valid CellRequest> counts,
            @Nullable @Min(1) Integer supersedes) {
    }

    /** One number. */
    record CellRequest(@KnownCode Sex sex, @KnownCode AgeGroup ageGroup, @Min(0) @Max(LARGEST_COUNT) int count) {
    }

    /** The counts of a month and checkpoint as they stand. */
    record CountView(String month, String checkpoint, List<NonVictimReturns.Direction> directions) {

        static CountView of(Aggregate<NonVictimReturns> counted) {
            return new CountView(counted.state().month(), counted.state().checkpoint(),
                    counted.state().directions());
        }
    }

    @Access(roles = {Role.INTAKE_OFFICER, Role.RECEPTION_OFFICER, Role.MINISTRY_SYSTEM},
            purpose = PurposeOfUse.STATISTICS, personal = false)
    @PostMapping
    @Operation(summary = "Reports the whole count; a corrected one names the version that it supersedes")
    Mono<ResponseEntity<CountView>> count(@Valid @RequestBody CountRequest request, Caller caller) {
        check(request);
        String month = request.month().toString();
        List<NonVictimReturns.Cell> cells = request.counts().stream()
                .map(cell -> new NonVictimReturns.Cell(cell.sex(), cell.ageGroup(), cell.count())).toList();
        return returns.change(month + "|" + request.checkpoint(), caller.cause(), known -> known
                        .orElseGet(() -> NonVictimReturns.none(month, request.checkpoint()))
                        .count(request.leftCountry(), request.returnedTo(), cells, request.supersedes(),
                                clock.instant()))
                .map(outcome -> Replies.of(outcome, CountView::of));
    }

    @Access(roles = {Role.INTAKE_OFFICER, Role.SUPERVISOR, Role.RECEPTION_OFFICER, Role.ME_OFFICER,
        Role.MINISTRY_SYSTEM}, purpose = PurposeOfUse.STATISTICS, personal = false)
    @GetMapping
    @Operation(summary = "Counts, newest change first")
    Mono<Listing<CountView>> list(
            @Parameter(description = "Only this month, as 2026-11.") @RequestParam(required = false) @Nullable YearMonth month,
            Paging paging) {
        Map<String, Object> where = month == null ? Map.of() : Map.of("state.month", month.toString());
        return returns.list(paging.query(where)).map(found -> Listing.of(found, paging, CountView::of));
    }

    private void check(CountRequest request) {
        profile.moment(clock.instant()).notInFuture("month", request.month()).ifPresent(refusal -> {
            throw new ProblemException(refusal);
        });
        if (!profile.knowsCrossingPoint(request.checkpoint())) {
            throw new ProblemException(Rejection.invalid("unknown-checkpoint", "field", "checkpoint"));
        }
        boolean returning = request.returnedTo().equals(profile.country())
                && profile.peers().contains(request.leftCountry());
        boolean leaving = request.leftCountry().equals(profile.country())
                && profile.peers().contains(request.returnedTo());
        if (!returning && !leaving) {
            throw new ProblemException(Rejection.invalid("not-between-the-parties", "country", profile.country()));
        }
    }
}
