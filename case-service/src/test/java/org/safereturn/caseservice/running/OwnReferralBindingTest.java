package org.safereturn.caseservice.running;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.safereturn.caseservice.casefile.model.CaseFile;
import org.safereturn.caseservice.casefile.model.Fact;
import org.safereturn.caseservice.casefile.model.FactKind;
import org.safereturn.messaging.testkit.PeerMinistry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class OwnReferralBindingTest extends CaseBindingContract {

    @Override
    protected PeerMinistry peer() {
        return exchange().peer(COUNTRY);
    }

    @Override
    protected String recipient() {
        return PEER;
    }

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
        return List.of(asOrigin(caseRef).received(), asOrigin(caseRef).returned(), asOrigin(caseRef).accepted());
    }

    @Override
    protected int applied(String caseRef) {
        return facts(caseRef);
    }

    @Test
    void that_its_own_system_holds_the_referral_is_no_fact_of_the_country_of_origin() {
        String caseRef = UUID.randomUUID().toString();
        peer().send(topic(), caseRef, asOrigin(caseRef).receipt(), recipient());
        peer().send(topic(), caseRef, asOrigin(caseRef).received(), recipient());
        CaseFile file = await().atMost(Duration.ofSeconds(20)).until(() -> file(caseRef), Optional::isPresent).orElseThrow();
        assertThat(file.facts()).extracting(Fact::kind).containsExactly(FactKind.REFERRAL_RECEIVED);
    }
}
