package org.safereturn.casefile.running;

import java.util.List;

import org.apache.avro.specific.SpecificRecord;

class PeerRepatriationBindingTest extends CaseBindingContract {

    @Override
    protected String topic() {
        return peer().topic("exchange", "repatriation");
    }

    @Override
    protected boolean keepsOrder() {
        return false;
    }

    @Override
    protected List<SpecificRecord> events(String caseRef) {
        return List.of(asHost(caseRef).confirmed(), asHost(caseRef).arrived(), asHost(caseRef).handedOver());
    }

    @Override
    protected int applied(String caseRef) {
        return facts(caseRef);
    }
}
