package org.safereturn.caseservice.running;

import java.util.List;

import org.apache.avro.specific.SpecificRecord;
import org.safereturn.reintegration.v1.ReintegrationState;

class ReintegrationBindingTest extends CaseBindingContract {

    @Override
    protected String topic() {
        return peer().topic("exchange", "reintegration");
    }

    @Override
    protected boolean keepsOrder() {
        return true;
    }

    @Override
    protected List<SpecificRecord> events(String caseRef) {
        return List.of(asHost(caseRef).assigned(), asHost(caseRef).reported(ReintegrationState.RECOVERY),
                asHost(caseRef).reported(ReintegrationState.REINTEGRATION));
    }

    @Override
    protected int applied(String caseRef) {
        return file(caseRef).map(file -> switch (file.stage()) {
            case CASE_MANAGER_ASSIGNED -> 1;
            case RECOVERY -> 2;
            case REINTEGRATION -> 3;
            default -> 0;
        }).orElse(0);
    }
}
