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
import org.safereturn.caseservice.casefile.model.Stage;
import org.safereturn.messaging.testkit.PeerMinistry;
import org.safereturn.messaging.wire.HeaderNames;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class PeerRepatriationBindingTest extends CaseBindingContract {

    @Override
    protected String topic() {
        return peer().topic("exchange", "repatriation");
    }

    @Override
    protected boolean keepsOrder() {
        return false;
    }

    @Override
    protected List<SpecificRecord> events(String caseRef) {
        return List.of(asHost(caseRef).confirmed(), asHost(caseRef).suspended(), asHost(caseRef).arrived());
    }

    @Override
    protected int applied(String caseRef) {
        return facts(caseRef);
    }

    @Test
    void an_arrival_that_the_host_confirms_opens_no_file() {
        String caseRef = UUID.randomUUID().toString();
        peer().send(topic(), caseRef, asOrigin(caseRef).arrivedByTheHost(), recipient());
        peer().send(topic(), caseRef, asOrigin(caseRef).handedOver(), recipient());
        CaseFile file = await().atMost(Duration.ofSeconds(40)).until(() -> file(caseRef), Optional::isPresent).orElseThrow();
        assertThat(file.facts()).extracting(Fact::kind).containsExactly(FactKind.HANDED_OVER);
        assertThat(file.opened()).isFalse();
        assertThat(peer().deadLetters(country(), service(), caseRef)).singleElement().satisfies(letter ->
                assertThat(PeerMinistry.header(letter, HeaderNames.DLQ_REASON)).isEqualTo("wrong-sender"));
    }

    @Test
    void a_return_reads_as_the_return_itself_says_while_it_stands_still_and_after_it() {
        String caseRef = UUID.randomUUID().toString();
        PeerEvents events = asOrigin(caseRef);
        PeerMinistry own = exchange().peer(COUNTRY);
        peer().send(topic(), caseRef, events.proposed(), recipient());
        own.send(own.topic("exchange", "repatriation"), caseRef, events.confirmed(), PEER);
        awaitStage(caseRef, Stage.RETURN_CONFIRMED);
        peer().send(topic(), caseRef, events.suspendedByTheHost(), recipient());
        awaitStage(caseRef, Stage.RETURN_SUSPENDED);
        peer().send(topic(), caseRef, events.movedByTheHost(3), recipient());
        await().atMost(Duration.ofSeconds(40)).until(() -> facts(caseRef), count -> count == 4);
        awaitStage(caseRef, Stage.RETURN_SUSPENDED);
        peer().send(topic(), caseRef, events.resumedByTheHost(4), recipient());
        awaitStage(caseRef, Stage.RETURN_PROPOSED);
    }

    @Test
    void a_closed_crossing_point_holds_up_the_plan_that_passes_there_and_no_other() {
        String caseRef = UUID.randomUUID().toString();
        PeerEvents events = asOrigin(caseRef);
        peer().send(topic(), caseRef, events.proposed(), recipient());
        peer().send(topic(), caseRef, events.closed(), recipient());
        awaitStage(caseRef, Stage.RETURN_SUSPENDED);
        peer().send(topic(), caseRef, events.movedByTheHost(3), recipient());
        awaitStage(caseRef, Stage.RETURN_PROPOSED);
    }

    private void awaitStage(String caseRef, Stage stage) {
        await().atMost(Duration.ofSeconds(40)).until(() -> file(caseRef).map(CaseFile::stage), Optional.of(stage)::equals);
    }
}
