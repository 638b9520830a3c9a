package org.safereturn.casefile.running;

import java.util.List;

import org.apache.avro.specific.SpecificRecord;
import org.safereturn.messaging.testkit.PeerMinistry;

class OwnReferralBindingTest extends CaseBindingContract {

    @Override
    protected PeerMinistry peer() {
        return exchange().peer(COUNTRY);
    }

    @Override
    protected String recipient() {
        return PEER;
    }

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
        return List.of(asOrigin(caseRef).receipt(), asOrigin(caseRef).received(), asOrigin(caseRef).accepted());
    }

    @Override
    protected int applied(String caseRef) {
        return facts(caseRef);
    }
}
