package org.safereturn.referralservice.withdrawal;

import java.util.UUID;

import io.swagger.v3.oas.annotations.Operation;
import jakarta.validation.Valid;
import org.jspecify.annotations.Nullable;
import org.safereturn.access.identity.Access;
import org.safereturn.access.identity.PurposeOfUse;
import org.safereturn.access.identity.Role;
import org.safereturn.access.input.KnownCode;
import org.safereturn.access.problem.Replies;
import org.safereturn.access.scope.Caller;
import org.safereturn.referralservice.referral.model.ReferralEvent.Withdrawal;
import org.safereturn.referralservice.referral.web.ReferralView;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
class WithdrawalController {

    private final Withdrawals withdrawals;

    WithdrawalController(Withdrawals withdrawals) {
        this.withdrawals = withdrawals;
    }

    /** Why the host stops; {@code eraseRequested} when the person asks for erasure as far as the law allows. */
    record Withdraw(@KnownCode Withdrawal.Reason reason, @Nullable Boolean eraseRequested) {
    }

    @Access(roles = {Role.INTAKE_OFFICER, Role.CASE_MANAGER, Role.MINISTRY_SYSTEM},
            purpose = PurposeOfUse.REFERRAL, subject = "ref")
    @Operation(summary = "The host takes a referral back; the other country stops its work on it")
    @PostMapping("/referrals/{ref}/withdrawal")
    Mono<ResponseEntity<ReferralView>> withdraw(@PathVariable UUID ref, @Valid @RequestBody Withdraw request,
            Caller caller) {
        return withdrawals.byOfficer(caller, ref.toString(), request.reason(), Boolean.TRUE.equals(request.eraseRequested()))
                .map(done -> Replies.of(done, found -> ReferralView.of(found, caller)));
    }
}
