package org.safereturn.tracingservice;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

import org.apache.avro.specific.SpecificRecord;
import org.safereturn.access.identity.Actor;
import org.safereturn.access.identity.Role;
import org.safereturn.access.scope.TemporaryReading;
import org.safereturn.casefile.v1.TemporaryAccessState;
import org.safereturn.messaging.testkit.PeerMinistry;
import org.springframework.beans.factory.annotation.Autowired;

/** The own case service's temporary accesses, as they come and before anything else is known of the case. */
class TemporaryAccessBindingTest extends TracingBinding {

    private static final List<Actor> READERS = IntStream.rangeClosed(1, 3)
            .mapToObj(number -> new Actor("kh-reader-" + number, Role.CASE_MANAGER.name(), "KH-ELSEWHERE", "KH")).toList();

    @Autowired
    private TemporaryReading temporary;

    @Override
    protected PeerMinistry peer() {
        return exchange().peer("KH");
    }

    @Override
    protected String topic() {
        return peer().topic("national", "case");
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
    protected List<SpecificRecord> events(String caseRef) {
        ExchangeFixtures told = new ExchangeFixtures(caseRef, "TH", "KH");
        return IntStream.rangeClosed(1, 3).<SpecificRecord>mapToObj(number -> told.temporaryAccess(number,
                READERS.get(number - 1), TemporaryAccessState.GRANTED, Duration.ofHours(1))).toList();
    }

    @Override
    protected int applied(String caseRef) {
        return (int) READERS.stream().filter(reader -> Boolean.TRUE.equals(temporary.lets(caseRef, reader).block())).count();
    }
}
