package org.safereturn.caseservice.running;

import java.util.List;

import org.apache.avro.specific.SpecificRecord;

class TracingBindingTest extends CaseBindingContract {

    @Override
    protected String topic() {
        return peer().topic("exchange", "tracing");
    }

    @Override
    protected boolean keepsOrder() {
        return false;
    }

    @Override
    protected List<SpecificRecord> events(String caseRef) {
        return List.of(asHost(caseRef).progress(), asHost(caseRef).result(),
                asHost(caseRef).effect("00000000-0000-4000-8000-000000000001"));
    }

    @Override
    protected int applied(String caseRef) {
        return facts(caseRef) + file(caseRef).map(file -> file.effects().size()).orElse(0);
    }
}
