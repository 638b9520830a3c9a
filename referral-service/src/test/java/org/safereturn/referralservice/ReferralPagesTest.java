package org.safereturn.referralservice;

import java.util.Map;

import org.safereturn.pages.testing.PagesContract;

class ReferralPagesTest extends PagesContract {

    ReferralPagesTest() {
        super("referral-service");
    }

    @Override
    protected Map<String, String> withoutPage() {
        return Map.of("/dead-letters/redelivery", "it is for operators, whose pages are not there yet");
    }
}
