package org.safereturn.caseservice.running;

import java.time.Duration;
import java.util.List;
import java.util.UUID;

import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.safereturn.caseservice.casefile.model.CaseFile;
import org.safereturn.caseservice.casefile.model.Stage;
import org.safereturn.messaging.testkit.PeerMinistry;
import org.safereturn.messaging.wire.HeaderNames;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class PeerReferralBindingTest extends CaseBindingContract {

    @Override
    protected String topic() {
        return peer().topic("exchange", "referral");
    }

    @Override
    protected boolean keepsOrder() {
        return false;
    }

    @Override
    protected List<SpecificRecord> events(String caseRef) {
        return List.of(asHost(caseRef).receipt(), asHost(caseRef).received(), asHost(caseRef).accepted());
    }

    @Override
    protected int applied(String caseRef) {
        return facts(caseRef);
    }

    @Test
    void a_decline_is_taken_back_by_the_country_of_origin_and_by_nobody_else() {
        String caseRef = UUID.randomUUID().toString();
        PeerEvents told = asHost(caseRef);
        peer().send(topic(), caseRef, told.received(), recipient());
        peer().send(topic(), caseRef, told.declined(), recipient());
        peer().send(topic(), caseRef, told.declineRevoked(told.host()), recipient());
        peer().send(topic(), caseRef, told.declineRevoked(told.origin()), recipient());
        CaseFile file = await().atMost(Duration.ofSeconds(40)).until(() -> file(caseRef),
                found -> found.filter(each -> each.facts().size() == 3).isPresent()).orElseThrow();
        assertThat(file.stage()).isEqualTo(Stage.RECEIVED);
        assertThat(peer().deadLetters(country(), service(), caseRef)).singleElement().satisfies(letter ->
                assertThat(PeerMinistry.header(letter, HeaderNames.DLQ_REASON)).isEqualTo("wrong-sender"));
    }
}
