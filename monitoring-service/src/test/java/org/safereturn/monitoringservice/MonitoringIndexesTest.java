package org.safereturn.monitoringservice;

import java.util.Map;

import org.safereturn.messaging.testkit.store.IndexesContract;

class MonitoringIndexesTest extends IndexesContract {

    @Override
    protected Map<String, String> readAsAWhole() {
        return Map.of("journeys_", "figures are calculated from all journeys", "checkpoint_counts_",
                "figures are calculated from all counts");
    }
}
