package org.safereturn.benchmarks;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class ProfileBenchmarkTest {

    private static final Layers LAYERS = Layers.load();

    @ParameterizedTest
    @CsvSource({
        "start_thread;VMThread::run;SerialHeap::collect,garbage",
        "start_thread;CompileBroker::compiler_thread_loop;Compile::Compile,compiler",
        "java/lang/Thread.run;org/apache/kafka/clients/NetworkClient.poll;sun/security/ssl/SSLEngineImpl.wrap,TLS",
        "java/lang/Thread.run;org/safereturn/messaging/signing/Signer.sign;com/nimbusds/jose/JWSObject.sign;java/util/Arrays.copyOf,"
                + "cryptography",
        "java/lang/Thread.run;reactor/core/Mono.block;org/safereturn/referralservice/referral/model/Referral.submit,service",
        "java/lang/Thread.run;kafka/server/KafkaApis.handle;org/apache/kafka/storage/internals/log/UnifiedLog.append,broker",
        "java/lang/Thread.run;java/util/HashMap.get,other"})
    void the_innermost_frame_that_belongs_to_a_layer_decides(String stack, String layer) {
        assertThat(LAYERS.of(stack)).isEqualTo(layer);
    }

    @Test
    void the_time_of_a_part_is_divided_as_its_samples_are() {
        Map<String, Double> divided = ProfileBenchmark.milliseconds(Map.of("TLS", 1L, "JSON", 3L), 8);
        assertThat(divided.get("TLS")).isCloseTo(2, within(1e-9));
        assertThat(divided.get("JSON")).isCloseTo(6, within(1e-9));
    }

    @Test
    void each_layer_of_each_process_is_shown_with_the_sums() {
        List<String> lines = ProfileBenchmark.lines(new TreeMap<>(Map.of("kafka", Map.of("TLS", 1.5, "broker", 2.0),
                "kh-case", Map.of("TLS", 0.5))), LAYERS);
        assertThat(lines).anyMatch(line -> line.matches(" +kafka +kh-case +all"))
                .anyMatch(line -> line.matches("TLS +1\\.50 +0\\.50 +2\\.00"))
                .anyMatch(line -> line.matches("broker +2\\.00 +0\\.00 +2\\.00"));
        assertThat(lines.getLast()).matches("all +3\\.50 +0\\.50 +4\\.00");
    }
}
