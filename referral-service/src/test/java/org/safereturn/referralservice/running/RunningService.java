package org.safereturn.referralservice.running;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.safereturn.access.testing.Client;
import org.safereturn.access.testing.Tokens;
import org.safereturn.messaging.aggregate.Aggregates;
import org.safereturn.messaging.testkit.EmbeddedExchange;
import org.safereturn.messaging.testkit.PeerMinistry;
import org.safereturn.pages.testing.Chromium;
import org.safereturn.pages.testing.SignInProvider;
import org.safereturn.referralservice.ReferralServiceApplication;
import org.safereturn.referralservice.crossing.model.CrossingPoint;
import org.safereturn.referralservice.referral.model.Referral;
import org.safereturn.referralservice.referral.model.ReferralEvent;
import org.safereturn.referralservice.repatriation.model.Repatriation;
import org.safereturn.referralservice.repatriation.model.RepatriationEvent;
import org.safereturn.referralservice.standing.model.CaseStanding;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.ResolvableType;
import org.springframework.test.web.reactive.server.WebTestClient;

/** The service of one country, running in this process against one exchange of three countries. */
final class RunningService {

    static final EmbeddedExchange EXCHANGE = EmbeddedExchange.of("KH", "TH", "ZZ");

    /** Where pages lead to the case service; nothing is there. */
    static final String HOME = "http://127.0.0.1:9";

    private static final Map<String, RunningService> STARTED = new ConcurrentHashMap<>();

    private final String country;
    private final ConfigurableApplicationContext context;

    private RunningService(String country) {
        this.country = country;
        Map<String, String> properties = new HashMap<>(EXCHANGE.properties(country, "referral-service"));
        properties.put("safereturn.profile-file", "classpath:country/" + country.toLowerCase(Locale.ROOT) + ".yaml");
        properties.putAll(Tokens.settings());
        properties.putAll(SignInProvider.started().settings());
        properties.put("safereturn.access.limits.sign-ins.burst", "1000");
        properties.put("safereturn.secure-cookies", "true");
        properties.put("safereturn.pages.services.case-service", HOME);
        Chromium.found().ifPresent(program -> properties.put("safereturn.pages.pdf.chromium", program));
        properties.put("server.port", "0");
        List<String> arguments = new ArrayList<>();
        properties.forEach((name, value) -> arguments.add("--" + name + "=" + value));
        context = new SpringApplicationBuilder(ReferralServiceApplication.class).run(arguments.toArray(String[]::new));
        Runtime.getRuntime().addShutdownHook(new Thread(context::close));
        EXCHANGE.awaitReader(country, "referral-service");
    }

    /** The service of this country, which reads its topics; started once. */
    static RunningService of(String country) {
        return STARTED.computeIfAbsent(country, RunningService::new);
    }

    /** The ministry of another country, or the own one to play its other services. */
    static PeerMinistry ministry(String country) {
        return EXCHANGE.peer(country);
    }

    ConfigurableApplicationContext context() {
        return context;
    }

    String country() {
        return country;
    }

    /** What the service stores. */
    record Stores(Aggregates<Referral, ReferralEvent> referrals, Aggregates<Repatriation, RepatriationEvent> repatriations,
            Aggregates<CaseStanding, Void> standings, Aggregates<CrossingPoint, Void> crossings) {
    }

    Stores stores() {
        return new Stores(
                context.<Aggregates<Referral, ReferralEvent>>getBeanProvider(ResolvableType
                        .forClassWithGenerics(Aggregates.class, Referral.class, ReferralEvent.class)).getObject(),
                context.<Aggregates<Repatriation, RepatriationEvent>>getBeanProvider(ResolvableType
                        .forClassWithGenerics(Aggregates.class, Repatriation.class, RepatriationEvent.class)).getObject(),
                context.<Aggregates<CaseStanding, Void>>getBeanProvider(ResolvableType
                        .forClassWithGenerics(Aggregates.class, CaseStanding.class, Void.class)).getObject(),
                context.<Aggregates<CrossingPoint, Void>>getBeanProvider(ResolvableType
                        .forClassWithGenerics(Aggregates.class, CrossingPoint.class, Void.class)).getObject());
    }

    /** Where the service listens. */
    String address() {
        return "http://127.0.0.1:" + context.getEnvironment().getRequiredProperty("local.server.port");
    }

    WebTestClient http() {
        return Client.at(address(), Duration.ofSeconds(60));
    }
}
