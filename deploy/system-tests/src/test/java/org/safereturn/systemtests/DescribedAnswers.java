package org.safereturn.systemtests;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import org.safereturn.access.testing.ApiFiles;
import org.safereturn.access.testing.LiveAnswers;
import org.safereturn.local.Endpoint;
import org.safereturn.local.Settings;

/** Holds every answer of the running system against the checked-in description of its service. */
final class DescribedAnswers implements Consumer<HttpResponse<String>> {

    private static final Map<String, List<Endpoint>> SERVICES = Map.of(
            "case-service", List.of(Endpoint.KH_CASE, Endpoint.TH_CASE),
            "tracing-service", List.of(Endpoint.KH_TRACING, Endpoint.TH_TRACING),
            "referral-service", List.of(Endpoint.KH_REFERRAL, Endpoint.TH_REFERRAL),
            "monitoring-service", List.of(Endpoint.MONITORING));

    private final Map<Integer, LiveAnswers> byPort = new HashMap<>();
    private final Set<String> faults = new ConcurrentSkipListSet<>();
    private final LongAdder seen = new LongAdder();

    DescribedAnswers(Path root, Settings settings) {
        SERVICES.forEach((service, endpoints) -> {
            LiveAnswers answers = new LiveAnswers(ApiFiles.read(root.resolve("schemas/apis"), service));
            endpoints.forEach(endpoint -> byPort.put(settings.port(endpoint), answers));
        });
    }

    @Override
    public void accept(HttpResponse<String> answer) {
        @Nullable LiveAnswers answers = byPort.get(answer.request().uri().getPort());
        if (answers != null) {
            seen.increment();
            faults.addAll(answers.faults(answer));
        }
    }

    /** How many answers were looked at. */
    long seen() {
        return seen.sum();
    }

    /** What was not as described, each kind once. */
    Set<String> faults() {
        return Set.copyOf(faults);
    }
}
