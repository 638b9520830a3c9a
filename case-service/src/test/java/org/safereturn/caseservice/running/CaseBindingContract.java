package org.safereturn.caseservice.running;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.safereturn.caseservice.casefile.model.CaseEvent;
import org.safereturn.caseservice.casefile.model.CaseFile;
import org.safereturn.messaging.aggregate.Aggregates;
import org.safereturn.messaging.inbox.InboundPipeline;
import org.safereturn.messaging.outcome.Aggregate;
import org.safereturn.messaging.testkit.BindingContract;
import org.safereturn.messaging.testkit.EmbeddedExchange;
import org.safereturn.messaging.testkit.PeerMinistry;
import org.springframework.core.ResolvableType;

/** Thailand's case service, as every topic it reads must find it. */
abstract class CaseBindingContract extends BindingContract {

    static final String COUNTRY = "TH";
    static final String PEER = "KH";

    @Override
    protected EmbeddedExchange exchange() {
        return Exchange.SHARED;
    }

    @Override
    protected String country() {
        return COUNTRY;
    }

    @Override
    protected String service() {
        return "case-service";
    }

    @Override
    protected PeerMinistry peer() {
        return Exchange.SHARED.peer(PEER);
    }

    @Override
    protected void awaitFailure() {
        InboundPipeline pipeline = RunningService.of(COUNTRY).getBean(InboundPipeline.class);
        Awaitility.await().atMost(Duration.ofSeconds(40)).until(() -> pipeline.failingSince().isPresent());
    }

    @BeforeAll
    static void start() {
        RunningService.of(COUNTRY);
    }

    private static Aggregates<CaseFile, CaseEvent> files() {
        return RunningService.of(COUNTRY).<Aggregates<CaseFile, CaseEvent>>getBeanProvider(
                ResolvableType.forClassWithGenerics(Aggregates.class, CaseFile.class, CaseEvent.class)).getObject();
    }

    Optional<CaseFile> file(String caseRef) {
        return files().find(caseRef).map(Aggregate::state).blockOptional(Duration.ofSeconds(10));
    }

    int facts(String caseRef) {
        return file(caseRef).map(CaseFile::facts).map(List::size).orElse(0);
    }

    /** Thailand identified the person. */
    static PeerEvents asHost(String caseRef) {
        return new PeerEvents(caseRef, COUNTRY, PEER);
    }

    /** The person comes home to Thailand. */
    static PeerEvents asOrigin(String caseRef) {
        return new PeerEvents(caseRef, PEER, COUNTRY);
    }
}
