package org.safereturn.rivals;

import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;

import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * One rival as a process: {@code modulith}, {@code modulith-serialized}, {@code modulith-one-thread} or {@code namastack};
 * the JDBC address of its database; the brokers; the topic. It ends with its standard input.
 */
public final class Rivals {

    /** Of namastack-outbox, which divide the aggregates among them; as many as the machines it runs on here have processors. */
    private static final int INSTANCES = 2;

    private Rivals() {
    }

    /** Starts the rival and lets it write what it is told to. */
    public static void main(String[] arguments) throws IOException, InterruptedException, ExecutionException {
        PrintStream answers = System.out;
        System.setOut(System.err);
        Map<String, Object> settings = new HashMap<>(Map.of(
                "spring.datasource.url", arguments[1],
                "spring.datasource.username", "postgres",
                "spring.datasource.hikari.maximum-pool-size", 30,
                "spring.kafka.bootstrap-servers", arguments[2],
                "spring.kafka.producer.acks", "all",
                "spring.kafka.producer.properties.linger.ms", 1,
                "spring.kafka.producer.properties.batch.size", 128 * 1024,
                "rival.topic", arguments[3],
                "logging.level.root", "warn"));
        List<ConfigurableApplicationContext> instances = new ArrayList<>();
        try {
            if (arguments[0].equals("namastack")) {
                settings.putAll(tuned());
                for (int instance = 0; instance < INSTANCES; instance++) {
                    instances.add(start(NamastackRival.class, settings));
                }
            } else {
                settings.put("namastack.outbox.enabled", false);
                settings.put("spring.modulith.events.jdbc.schema-initialization.enabled", true);
                settings.put("spring.modulith.events.externalization.serialize-externalization",
                        !arguments[0].equals("modulith"));
                if (arguments[0].equals("modulith-one-thread")) {
                    settings.put("spring.task.execution.pool.core-size", 1);
                    settings.put("spring.task.execution.pool.max-size", 1);
                }
                instances.add(start(ModulithRival.class, settings));
            }
            Writers.serve(instances.getFirst().getBean(EventWriter.class), System.in, answers);
        } finally {
            // Their threads would keep a process alive that has failed.
            instances.forEach(ConfigurableApplicationContext::close);
        }
    }

    private static ConfigurableApplicationContext start(Class<?> rival, Map<String, Object> settings) {
        return new SpringApplicationBuilder(rival).web(WebApplicationType.NONE).bannerMode(Banner.Mode.OFF)
                .properties(settings).run();
    }

    /** What its own guide to tuning calls the best. */
    private static Map<String, Object> tuned() {
        return Map.of(
                "spring.kafka.producer.value-serializer", "org.springframework.kafka.support.serializer.JacksonJsonSerializer",
                "spring.threads.virtual.enabled", true,
                "namastack.outbox.polling.batch-size", 800,
                "namastack.outbox.polling.fixed.interval", "25ms",
                "namastack.outbox.processing.executor-concurrency-limit", 30,
                "namastack.outbox.processing.delete-completed-records", true,
                "namastack.outbox.instance.heartbeat-interval", "1s",
                "namastack.outbox.instance.stale-instance-timeout", "10s",
                "namastack.outbox.instance.rebalance-interval", "1s");
    }
}
