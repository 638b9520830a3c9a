package org.safereturn.monitoringservice;

/** What comes under the statistical reference of a case. */
abstract class StatisticsBinding extends MonitoringBinding {

    @Override
    protected String topic() {
        return peer().topic("stats", "case");
    }

    @Override
    protected String key(String caseRef) {
        return peer().statRef(caseRef);
    }
}
