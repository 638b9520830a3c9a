package org.safereturn.tracingservice;

import java.util.List;
import java.util.Optional;

import org.apache.avro.specific.SpecificRecord;
import org.safereturn.messaging.aggregate.Aggregates;
import org.safereturn.messaging.outcome.Aggregate;
import org.safereturn.messaging.testkit.PeerMinistry;
import org.safereturn.tracing.v1.FamilyOutcome;
import org.safereturn.tracing.v1.TracingMilestone;
import org.safereturn.tracingservice.tracing.model.Tracing;
import org.safereturn.tracingservice.tracing.model.TracingEvent;
import org.springframework.beans.factory.annotation.Autowired;

/** Cambodia as the host side reads Thailand's tracing topic in strict order. */
class OrderedTracingBindingTest extends TracingBinding {

    @Autowired
    private Aggregates<Tracing, TracingEvent> tracings;

    @Override
    protected PeerMinistry peer() {
        return exchange().peer("TH");
    }

    @Override
    protected String topic() {
        return peer().topic("exchange", "tracing");
    }

    @Override
    protected boolean keepsOrder() {
        return true;
    }

    @Override
    protected List<SpecificRecord> events(String caseRef) {
        ExchangeFixtures fromHost = new ExchangeFixtures(caseRef, "KH", "TH");
        return List.of(fromHost.progress(TracingMilestone.ASSIGNED), fromHost.progress(TracingMilestone.VISITED),
                fromHost.result(1, FamilyOutcome.NOT_LOCATED, null));
    }

    @Override
    protected int applied(String caseRef) {
        return Optional.ofNullable(tracings.find(caseRef).block()).map(Aggregate::state)
                .map(tracing -> tracing.progress().size() + tracing.results().size()).orElse(0);
    }
}
