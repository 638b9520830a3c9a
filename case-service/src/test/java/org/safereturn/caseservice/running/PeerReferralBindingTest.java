package org.safereturn.caseservice.running;

import java.util.List;

import org.apache.avro.specific.SpecificRecord;

class PeerReferralBindingTest extends CaseBindingContract {

    @Override
    protected String topic() {
        return peer().topic("exchange", "referral");
    }

    @Override
    protected boolean keepsOrder() {
        return false;
    }

    @Override
    protected List<SpecificRecord> events(String caseRef) {
        return List.of(asHost(caseRef).receipt(), asHost(caseRef).received(), asHost(caseRef).accepted());
    }

    @Override
    protected int applied(String caseRef) {
        return facts(caseRef);
    }
}
