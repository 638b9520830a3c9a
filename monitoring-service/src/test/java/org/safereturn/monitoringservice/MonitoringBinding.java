package org.safereturn.monitoringservice;

import java.time.Duration;
import java.util.List;

import org.awaitility.Awaitility;
import org.safereturn.access.testing.Tokens;
import org.safereturn.messaging.inbox.InboundPipeline;
import org.safereturn.messaging.testkit.BindingContract;
import org.safereturn.messaging.testkit.EmbeddedExchange;
import org.safereturn.messaging.testkit.PeerMinistry;
import org.safereturn.monitoringservice.fold.Journey;
import org.safereturn.monitoringservice.fold.Views;
import org.safereturn.monitoringservice.store.LiveView;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The one listener of this service, connected to a real broker. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
abstract class MonitoringBinding extends BindingContract {

    private static final EmbeddedExchange EXCHANGE = EmbeddedExchange.of("KH", "TH");

    @Autowired
    private Views views;

    @Autowired
    private LiveView live;

    @Autowired
    private InboundPipeline pipeline;

    @DynamicPropertySource
    static void properties(DynamicPropertyRegistry registry) {
        EXCHANGE.register(registry, "JOINT", "monitoring-service");
        Tokens.register(registry);
    }

    @Override
    protected EmbeddedExchange exchange() {
        return EXCHANGE;
    }

    @Override
    protected String country() {
        return "JOINT";
    }

    @Override
    protected String service() {
        return "monitoring-service";
    }

    @Override
    protected PeerMinistry peer() {
        return EXCHANGE.peer("TH");
    }

    @Override
    protected String recipient() {
        return "KH";
    }

    @Override
    protected boolean keepsOrder() {
        return false;
    }

    @Override
    protected void awaitFailure() {
        Awaitility.await().atMost(Duration.ofSeconds(40)).until(() -> pipeline.failingSince().isPresent());
    }

    /** The journey with this reference. */
    List<Journey> journey(String statRef) {
        return live.live().flatMapMany(views::journeys).filter(each -> each.statRef().equals(statRef))
                .collectList().blockOptional().orElse(List.of());
    }
}
