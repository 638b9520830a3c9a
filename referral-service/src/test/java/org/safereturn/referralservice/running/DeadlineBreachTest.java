package org.safereturn.referralservice.running;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.safereturn.access.testing.OwnThreads;
import org.safereturn.access.testing.Tokens;
import org.safereturn.messaging.sealing.CaseKey;
import org.safereturn.messaging.testkit.PeerMinistry;
import org.safereturn.pages.testing.SignInProvider;
import org.safereturn.referralservice.ReferralServiceApplication;
import org.safereturn.referralservice.referral.model.ReferralState;
import org.safereturn.stats.v1.DeadlineBreached;
import org.safereturn.work.v1.DeadlineTimer;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/** A referral that nobody opens in the time that the country set, with two processes of the service. */
class DeadlineBreachTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final List<ConfigurableApplicationContext> processes = new ArrayList<>();
    private final PeerMinistry host = RunningService.ministry("TH");
    private final PeerMinistry here = RunningService.ministry("KH");

    @AfterEach
    void end() {
        processes.forEach(ConfigurableApplicationContext::close);
    }

    @Test
    void it_is_told_once_by_two_processes_and_after_a_restart_and_the_referral_stays_open() {
        processes.add(process());
        processes.add(process());
        Sent sent = Sent.newCase("TH", "KH");
        CaseKey key = host.newCaseKey();
        host.send(host.topic("exchange", "referral"), sent.ref(), sent.submitted(1, host.seal(key, sent.ref(), sent.content())), "KH");
        Awaitility.await().atMost(PATIENCE).until(() -> !told(sent).isEmpty());
        end();
        processes.clear();
        processes.add(process());
        Awaitility.await().during(Duration.ofSeconds(3)).atMost(PATIENCE).until(() -> told(sent).size() == 1);
        DeadlineBreached breach = told(sent).getFirst();
        LocalDate submitted = LocalDate.ofInstant(Sent.TIME, ZoneId.of("Asia/Phnom_Penh"));
        assertThat(breach.getReportingCountry()).isEqualTo("KH");
        assertThat(breach.getDueOn()).isEqualTo(submitted.plusDays(1));
        assertThat(breach.getDaysOver()).isPositive();
        assertThat(breach.toString()).doesNotContain(sent.ref());
        assertThat(RunningService.of("KH").stores().referrals().find(sent.ref()).map(found -> found.state().state())
                .block(PATIENCE)).isEqualTo(ReferralState.REFERRED);
    }

    private List<DeadlineBreached> told(Sent sent) {
        return here.readBodies(here.topic("stats", "deadline"), here.statRef(sent.ref()) + "|" + DeadlineTimer.T_ACK).stream()
                .map(DeadlineBreached.class::cast).toList();
    }

    private static ConfigurableApplicationContext process() {
        Map<String, String> properties = new HashMap<>(RunningService.EXCHANGE.properties("KH", "referral-service"));
        properties.put("safereturn.profile-file", "classpath:country/kh.yaml");
        properties.put("safereturn.profile.deadlines.[T_ACK].value", "P1D");
        properties.put("safereturn.deadlines-every", "200ms");
        properties.putAll(Tokens.settings());
        properties.putAll(SignInProvider.started().settings());
        properties.put("server.port", "0");
        List<String> arguments = new ArrayList<>();
        properties.forEach((name, value) -> arguments.add("--" + name + "=" + value));
        return new SpringApplicationBuilder(ReferralServiceApplication.class, OwnThreads.class).run(arguments.toArray(String[]::new));
    }
}
