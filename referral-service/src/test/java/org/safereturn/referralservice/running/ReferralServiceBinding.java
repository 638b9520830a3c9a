package org.safereturn.referralservice.running;

import org.safereturn.messaging.testkit.BindingContract;
import org.safereturn.messaging.testkit.EmbeddedExchange;

/** Cambodia's referral service, which takes in what one topic brings. */
abstract class ReferralServiceBinding extends BindingContract {

    @Override
    protected EmbeddedExchange exchange() {
        return RunningService.EXCHANGE;
    }

    @Override
    protected String country() {
        return "KH";
    }

    @Override
    protected String service() {
        return "referral-service";
    }
}
