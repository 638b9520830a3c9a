package org.safereturn.caseservice.running;

import java.util.List;

import org.apache.avro.specific.SpecificRecord;
import org.safereturn.exchange.v1.Purpose;

class ConsentBindingTest extends CaseBindingContract {

    @Override
    protected String topic() {
        return peer().topic("exchange", "consent");
    }

    @Override
    protected boolean keepsOrder() {
        return true;
    }

    @Override
    protected List<SpecificRecord> events(String caseRef) {
        return List.of(asOrigin(caseRef).consents(Purpose.RETURN, Purpose.TRACING),
                asOrigin(caseRef).withdrawn(Purpose.RETURN), asOrigin(caseRef).withdrawn(Purpose.TRACING));
    }

    @Override
    protected int applied(String caseRef) {
        return file(caseRef).map(file -> (file.consents().isEmpty() ? 0 : 1) + file.withdrawals().size()).orElse(0);
    }
}
