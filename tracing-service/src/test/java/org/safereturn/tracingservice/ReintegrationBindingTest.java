package org.safereturn.tracingservice;

import java.util.List;
import java.util.Optional;

import org.apache.avro.specific.SpecificRecord;
import org.safereturn.messaging.aggregate.Aggregates;
import org.safereturn.messaging.outcome.Aggregate;
import org.safereturn.messaging.testkit.PeerMinistry;
import org.safereturn.tracingservice.tracing.model.Tracing;
import org.safereturn.tracingservice.tracing.model.TracingEvent;
import org.springframework.beans.factory.annotation.Autowired;

/** Cambodia as the origin side hears from its own case service that a case is closed; what the file said last counts. */
class ReintegrationBindingTest extends TracingBinding {

    @Autowired
    private Aggregates<Tracing, TracingEvent> tracings;

    @Override
    protected PeerMinistry peer() {
        return exchange().peer("KH");
    }

    @Override
    protected String topic() {
        return peer().topic("exchange", "reintegration");
    }

    @Override
    protected String recipient() {
        return "TH";
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
        ExchangeFixtures file = new ExchangeFixtures(caseRef, "TH", "KH");
        return List.of(file.closed(1), file.reopened(2), file.closed(3));
    }

    @Override
    protected int applied(String caseRef) {
        return Optional.ofNullable(tracings.find(caseRef).block()).map(Aggregate::state)
                .map(tracing -> (int) tracing.course().fileVersion()).orElse(0);
    }
}
