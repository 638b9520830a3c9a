package org.safereturn.monitoringservice;

import java.util.Map;

import org.safereturn.messaging.testkit.store.IndexesContract;

class MonitoringIndexesTest extends IndexesContract {

    @Override
    protected Map<String, String> readAsAWhole() {
        return Map.of("journeys_", "figures are made from all when somebody looks for the first time, and after a rebuild",
                "checkpoint_counts_", "figures are made from all when one has changed: one for each month, place and country");
    }
}
