package org.safereturn.referralservice.running;

import java.time.Duration;
import java.util.List;

import org.apache.avro.specific.SpecificRecord;
import org.safereturn.messaging.sealing.CaseKey;
import org.safereturn.messaging.testkit.PeerMinistry;

/** The peer's stream of referrals: three rounds of one referral. */
class ReferralBindingTest extends ReferralServiceBinding {

    private final RunningService service = RunningService.of("KH");

    @Override
    protected PeerMinistry peer() {
        return RunningService.ministry("TH");
    }

    @Override
    protected String topic() {
        return peer().topic("exchange", "referral");
    }

    @Override
    protected List<SpecificRecord> events(String caseRef) {
        Sent sent = Sent.of(caseRef, "TH", "KH");
        CaseKey key = peer().newCaseKey();
        return List.of(sent.submitted(1, peer().seal(key, caseRef, sent.content())),
                sent.submitted(2, peer().seal(key, caseRef, sent.content())),
                sent.submitted(3, peer().seal(key, caseRef, sent.content())));
    }

    @Override
    protected int applied(String caseRef) {
        return service.stores().referrals().find(caseRef).map(found -> found.state().round())
                .blockOptional(Duration.ofSeconds(10)).orElse(0);
    }
}
