package org.safereturn.tracingservice;

import java.util.Map;

import org.safereturn.messaging.testkit.store.IndexesContract;

class TracingIndexesTest extends IndexesContract {

    private static final String COUNTED = "the first page of the list of everything counts everything";

    @Override
    protected Map<String, String> readAsAWhole() {
        return Map.of("tracings", COUNTED);
    }
}
