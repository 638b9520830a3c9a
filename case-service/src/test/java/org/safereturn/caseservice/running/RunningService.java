package org.safereturn.caseservice.running;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.safereturn.access.testing.Tokens;
import org.safereturn.caseservice.CaseServiceApplication;
import org.safereturn.pages.testing.SignInProvider;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * The case service of each country, started once as it is started in earnest: the country must be known before the
 * configuration files are read, which is too early for dynamic properties of a test context.
 */
final class RunningService {

    private static final Map<String, ConfigurableApplicationContext> STARTED = new ConcurrentHashMap<>();

    private RunningService() {
    }

    static ConfigurableApplicationContext of(String country) {
        return STARTED.computeIfAbsent(country, RunningService::start);
    }

    private static ConfigurableApplicationContext start(String country) {
        List<String> arguments = new ArrayList<>();
        Exchange.SHARED.properties(country, "case-service")
                .forEach((name, value) -> arguments.add("--" + name + "=" + value));
        arguments.add("--safereturn.profile-file=classpath:country/" + country.toLowerCase(Locale.ROOT) + ".yaml");
        Map<String, String> trusted = new HashMap<>(Tokens.settings());
        trusted.putAll(SignInProvider.started().settings());
        trusted.forEach((name, value) -> arguments.add("--" + name + "=" + value));
        arguments.add("--safereturn.access.limits.sign-ins.burst=1000");
        arguments.add("--safereturn.pages.refresh=500ms");
        arguments.add("--safereturn.pages.services.referral-service=http://127.0.0.1:9");
        arguments.add("--safereturn.pages.services.tracing-service=http://127.0.0.1:9");
        arguments.add("--safereturn.pages.drafts.every=500ms");
        arguments.add("--safereturn.flows=" + LaterFlow.files());
        arguments.add("--server.port=0");
        ConfigurableApplicationContext context = new SpringApplicationBuilder(CaseServiceApplication.class)
                .run(arguments.toArray(String[]::new));
        Exchange.SHARED.awaitReader(country, "case-service");
        return context;
    }
}
