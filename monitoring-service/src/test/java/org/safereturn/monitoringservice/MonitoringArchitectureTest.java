package org.safereturn.monitoringservice;

import org.safereturn.messaging.testkit.architecture.Architecture;
import org.safereturn.messaging.testkit.architecture.ArchitectureContract;

/** One class waits, on the thread of the rebuild. */
class MonitoringArchitectureTest extends ArchitectureContract {

    MonitoringArchitectureTest() {
        super(Architecture.ofService("org.safereturn.monitoringservice").mayWait("Replay")
                .calculates("Fold", "Fact", "Fields", "Journey", "JourneyState", "Milestone", "FiguresCalculation",
                        "IndicatorSet", "Tables", "Counts", "Protection", "Equations", "ViewDocument",
                        "Folded")
                .knowsNoCase().findsByEquality());
    }
}
