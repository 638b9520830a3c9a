package org.safereturn.referralservice.running;

import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;

import org.apache.avro.specific.SpecificRecord;
import org.safereturn.messaging.testkit.PeerMinistry;

/** What the other ministry says of a crossing point, which the own profile need not have. */
class CrossingBindingTest extends ReferralServiceBinding {

    private final RunningService service = RunningService.of("KH");

    @Override
    protected PeerMinistry peer() {
        return RunningService.ministry("TH");
    }

    @Override
    protected String topic() {
        return peer().topic("exchange", "crossing-point");
    }

    @Override
    protected List<SpecificRecord> events(String crossingPoint) {
        return LongStream.rangeClosed(1, 3).<SpecificRecord>mapToObj(number -> Sent.closed("TH", number, crossingPoint, Sent.DAY,
                Sent.DAY.plusDays(number), null)).toList();
    }

    @Override
    protected boolean keepsOrder() {
        return false;
    }

    @Override
    protected int applied(String crossingPoint) {
        return service.stores().crossings().find(crossingPoint).map(found -> found.state().statements().size())
                .blockOptional(Duration.ofSeconds(10)).orElse(0);
    }
}
