package org.safereturn.caseservice;

import java.util.Map;

import org.safereturn.messaging.testkit.store.IndexesContract;

class CaseIndexesTest extends IndexesContract {

    private static final String COUNTED = "the first page of the list of everything counts everything";

    @Override
    protected Map<String, String> readAsAWhole() {
        return Map.of("cases", COUNTED, "non_victim_returns", COUNTED, "national_forms", COUNTED);
    }
}
