package org.safereturn.messaging.testkit;

import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class LoopbackBrokerTest {

    @Test
    @EnabledOnOs(OS.LINUX)
    void it_listens_on_the_loopback_address_only() {
        List<Sockets.Listener> before = listening();
        try (LoopbackBroker broker = new LoopbackBroker(Map.of())) {
            List<Sockets.Listener> own = new ArrayList<>(listening());
            own.removeAll(before);
            assertThat(own).as("sockets of clients and of the controller").hasSize(2)
                    .allMatch(Sockets.Listener::isLoopback)
                    .extracting(Sockets.Listener::port).contains(port(broker));
        }
    }

    @Test
    void several_in_one_process_have_nothing_in_common() throws Exception {
        LoopbackBroker first = new LoopbackBroker(Map.of());
        try (LoopbackBroker second = new LoopbackBroker(Map.of())) {
            try (first; Admin admin = admin(first)) {
                admin.createTopics(List.of(new NewTopic("first", 1, (short) 1))).all().get();
                assertThat(topics(first)).containsExactly("first");
            }
            assertThat(topics(second)).isEmpty();
        }
        try (LoopbackBroker third = new LoopbackBroker(Map.of())) {
            assertThat(topics(third)).isEmpty();
        }
    }

    @Test
    void a_closed_one_is_gone_and_can_be_closed_again() {
        LoopbackBroker broker = new LoopbackBroker(Map.of());
        int port = port(broker);
        broker.close();
        assertThatExceptionOfType(ConnectException.class)
                .isThrownBy(() -> new Socket(InetAddress.getLoopbackAddress(), port).close());
        broker.close();
    }

    private static List<Sockets.Listener> listening() {
        return Sockets.listening(ProcessHandle.current().pid());
    }

    private static int port(LoopbackBroker broker) {
        String address = broker.address();
        return Integer.parseInt(address.substring(address.indexOf(':') + 1));
    }

    private static Admin admin(LoopbackBroker broker) {
        return Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, broker.address()));
    }

    private static Set<String> topics(LoopbackBroker broker) throws ExecutionException, InterruptedException {
        try (Admin admin = admin(broker)) {
            return admin.listTopics().names().get();
        }
    }
}
