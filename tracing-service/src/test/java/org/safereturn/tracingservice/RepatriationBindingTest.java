package org.safereturn.tracingservice;

import java.util.List;
import java.util.Optional;

import org.apache.avro.specific.SpecificRecord;
import org.safereturn.messaging.aggregate.Aggregates;
import org.safereturn.messaging.outcome.Aggregate;
import org.safereturn.messaging.testkit.PeerMinistry;
import org.safereturn.tracingservice.tracing.model.CaseCourse;
import org.safereturn.tracingservice.tracing.model.Tracing;
import org.safereturn.tracingservice.tracing.model.TracingEvent;
import org.springframework.beans.factory.annotation.Autowired;

/** Cambodia as the origin side hears of Thailand's handovers; each revision tells the whole. */
class RepatriationBindingTest extends TracingBinding {

    @Autowired
    private Aggregates<Tracing, TracingEvent> tracings;

    @Override
    protected PeerMinistry peer() {
        return exchange().peer("TH");
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
    protected int appliedWithoutTheSecond() {
        return 3;
    }

    @Override
    protected List<SpecificRecord> events(String caseRef) {
        ExchangeFixtures fromHost = new ExchangeFixtures(caseRef, "TH", "KH");
        return List.of(fromHost.handedOver(1), fromHost.handedOver(2), fromHost.handedOver(3));
    }

    @Override
    protected int applied(String caseRef) {
        return Optional.ofNullable(tracings.find(caseRef).block()).map(Aggregate::state)
                .map(tracing -> tracing.course().handover()).map(CaseCourse.Recorded::revision).orElse(0);
    }
}
