package org.safereturn.referralservice;

import java.util.Map;

import org.safereturn.messaging.testkit.store.IndexesContract;

class ReferralIndexesTest extends IndexesContract {

    private static final String COUNTED = "the first page of the list of everything counts everything";

    @Override
    protected Map<String, String> readAsAWhole() {
        return Map.of("referrals", COUNTED, "repatriations", COUNTED);
    }

    /** A document with an alarm is rare; both fields hold lists, for which no store has one index. */
    @Override
    protected boolean filtered(String first, String field) {
        return super.filtered(first, field) || (first.equals("state.alarms") && field.equals("state.scope.holders"));
    }
}
