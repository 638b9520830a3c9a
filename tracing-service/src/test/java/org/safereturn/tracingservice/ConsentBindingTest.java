package org.safereturn.tracingservice;

import java.util.List;
import java.util.Optional;

import org.apache.avro.specific.SpecificRecord;
import org.safereturn.exchange.v1.Purpose;
import org.safereturn.messaging.aggregate.Aggregates;
import org.safereturn.messaging.outcome.Aggregate;
import org.safereturn.messaging.testkit.PeerMinistry;
import org.safereturn.tracingservice.tracing.model.Tracing;
import org.safereturn.tracingservice.tracing.model.TracingEvent;
import org.springframework.beans.factory.annotation.Autowired;

/** Cambodia as the origin side takes Thailand's withdrawals as they come. */
class ConsentBindingTest extends TracingBinding {

    @Autowired
    private Aggregates<Tracing, TracingEvent> tracings;

    @Override
    protected PeerMinistry peer() {
        return exchange().peer("TH");
    }

    @Override
    protected String topic() {
        return peer().topic("exchange", "consent");
    }

    @Override
    protected boolean keepsOrder() {
        return false;
    }

    @Override
    protected List<SpecificRecord> events(String caseRef) {
        ExchangeFixtures fromHost = new ExchangeFixtures(caseRef, "TH", "KH");
        return List.of(fromHost.consentWithdrawn(Purpose.FAMILY_CONTACT),
                fromHost.consentWithdrawn(Purpose.NATIONALITY_CHECK), fromHost.consentWithdrawn(Purpose.PHOTO_USE));
    }

    @Override
    protected int applied(String caseRef) {
        return Optional.ofNullable(tracings.find(caseRef).block()).map(Aggregate::state)
                .map(tracing -> tracing.stops().size()).orElse(0);
    }
}
