package org.safereturn.caseservice.running;

import java.util.List;

import org.apache.avro.specific.SpecificRecord;
import org.safereturn.messaging.testkit.PeerMinistry;

class OwnRepatriationBindingTest extends CaseBindingContract {

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
        return peer().topic("exchange", "repatriation");
    }

    @Override
    protected boolean keepsOrder() {
        return false;
    }

    @Override
    protected List<SpecificRecord> events(String caseRef) {
        return List.of(asOrigin(caseRef).confirmed(), asOrigin(caseRef).suspended(), asOrigin(caseRef).arrived());
    }

    @Override
    protected int applied(String caseRef) {
        return facts(caseRef);
    }
}
