package org.safereturn.local;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.acl.AclOperation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.safereturn.local.ExpectedAccess.Cell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The same data under a broker with rules, then without, then with them again. */
@Timeout(value = 4, unit = TimeUnit.MINUTES)
class BrokerModesIT {

    private static final String TOPIC = "kh.stats.case.v1";
    private static final String WRITER = "kh.case-service";
    private static final String READER = "joint.monitoring-service";
    private static final String STRANGER = "th.operator";

    @TempDir
    Path folder;

    @Test
    void data_written_with_rules_are_there_without_them_and_the_rules_are_there_afterwards() throws Exception {
        Settings secure;
        try (RunningBroker broker = RunningBroker.in(folder)) {
            secure = broker.settings();
            assertThat(access(broker, WRITER)).contains(new Cell(WRITER, AclOperation.WRITE, TOPIC));
            assertThat(access(broker, READER)).containsExactly(new Cell(READER, AclOperation.DESCRIBE, TOPIC),
                    new Cell(READER, AclOperation.READ, TOPIC));
            assertThat(access(broker, STRANGER)).isEmpty();
        }
        Map<String, Object> anybody = RunningBroker.bounded(Map.of("bootstrap.servers", secure.bootstrapServers()));
        try (RunningBroker broker = RunningBroker.start(secure.withoutSecurity())) {
            assertThat(new ActualAccess("anybody", anybody).sendsIdempotently(TOPIC)).isTrue();
            assertThat(broker.client(READER)).doesNotContainKey("security.protocol");
        }
        try (RunningBroker broker = RunningBroker.start(secure)) {
            try (Admin admin = Admin.create(anybody)) {
                assertThatThrownBy(() -> admin.listTopics().names().get(30, TimeUnit.SECONDS))
                        .isInstanceOf(ExecutionException.class);
            }
            assertThat(access(broker, READER)).containsExactly(new Cell(READER, AclOperation.DESCRIBE, TOPIC),
                    new Cell(READER, AclOperation.READ, TOPIC));
            assertThat(access(broker, STRANGER)).isEmpty();
        }
    }

    private static Set<Cell> access(RunningBroker broker, String principal) throws Exception {
        return new ActualAccess(principal, broker.client(principal)).onTopics(List.of(TOPIC));
    }
}
