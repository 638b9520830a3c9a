package org.safereturn.referralservice.running;

import java.time.Duration;
import java.util.List;

import org.apache.avro.specific.SpecificRecord;
import org.safereturn.messaging.testkit.PeerMinistry;
import org.safereturn.referralservice.repatriation.model.Repatriation;

/** The peer's stream of returns: an emergency handover before any plan, the second officer's word, a suspension. */
class RepatriationBindingTest extends ReferralServiceBinding {

    private final RunningService service = RunningService.of("KH");

    @Override
    protected PeerMinistry peer() {
        return RunningService.ministry("TH");
    }

    @Override
    protected String topic() {
        return peer().topic("exchange", "repatriation");
    }

    @Override
    protected List<SpecificRecord> events(String caseRef) {
        Sent sent = Sent.of(caseRef, "TH", "KH");
        return List.of(sent.handedOver("KH-POI-PET"), sent.overrideConfirmed(), sent.suspended());
    }

    @Override
    protected int applied(String caseRef) {
        return service.stores().repatriations().find(caseRef).map(found -> facts(found.state()))
                .blockOptional(Duration.ofSeconds(10)).orElse(0);
    }

    private static int facts(Repatriation known) {
        return (known.handover() == null ? 0 : 1) + (known.overrideConfirmation() == null ? 0 : 1) + known.suspensions().size();
    }
}
