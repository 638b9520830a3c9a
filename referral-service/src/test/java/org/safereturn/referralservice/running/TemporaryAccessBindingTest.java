package org.safereturn.referralservice.running;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

import org.apache.avro.specific.SpecificRecord;
import org.safereturn.access.identity.Actor;
import org.safereturn.access.identity.Role;
import org.safereturn.access.scope.TemporaryReading;
import org.safereturn.casefile.v1.TemporaryAccessState;
import org.safereturn.messaging.testkit.PeerMinistry;

/** The own case-service's temporary accesses, as they come and before anything else is known of the case. */
class TemporaryAccessBindingTest extends ReferralServiceBinding {

    private static final List<Actor> READERS = IntStream.rangeClosed(1, 3)
            .mapToObj(number -> new Actor("kh-reader-" + number, Role.CASE_MANAGER.name(), "KH-ELSEWHERE", "KH")).toList();

    private final TemporaryReading temporary = RunningService.of("KH").context().getBean(TemporaryReading.class);

    @Override
    protected PeerMinistry peer() {
        return RunningService.ministry("KH");
    }

    @Override
    protected String topic() {
        return peer().topic("national", "case");
    }

    /** The other country of the case: what an event of the own ministry may name at most. */
    @Override
    protected String recipient() {
        return "TH";
    }

    @Override
    protected List<SpecificRecord> events(String caseRef) {
        Sent sent = Sent.of(caseRef, "TH", "KH");
        return IntStream.rangeClosed(1, 3).<SpecificRecord>mapToObj(number -> sent.temporaryAccess(number,
                READERS.get(number - 1), TemporaryAccessState.GRANTED, Duration.ofHours(1))).toList();
    }

    @Override
    protected boolean keepsOrder() {
        return false;
    }

    @Override
    protected int applied(String caseRef) {
        return (int) READERS.stream().filter(reader -> Boolean.TRUE.equals(temporary.lets(caseRef, reader).block())).count();
    }
}
