package org.safereturn.access.limits;

import java.time.Duration;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import org.junit.jupiter.api.Test;
import org.safereturn.access.limits.AccessLimits.Rate;

import static org.assertj.core.api.Assertions.assertThat;

class StoreConnectionsTest {

    private final StoreConnections connections = new StoreConnections(() -> limits(10));

    @Test
    void events_have_connections_beside_those_of_all_requests_under_way() {
        assertThat(size(given())).isEqualTo(2 * 10 + 128);
        assertThat(connections.postProcessAfterInitialization("another bean", "any")).isEqualTo("another bean");
    }

    @Test
    void a_number_in_the_address_of_the_store_wins() {
        assertThat(size(MongoClientSettings.builder(given())
                .applyConnectionString(new ConnectionString("mongodb://127.0.0.1/kh_case?maxPoolSize=7")).build())).isEqualTo(7);
    }

    private MongoClientSettings given() {
        return (MongoClientSettings) connections.postProcessAfterInitialization(
                MongoClientSettings.builder().build(), "mongoClientSettings");
    }

    private static int size(MongoClientSettings settings) {
        return settings.getConnectionPoolSettings().getMaxSize();
    }

    private static AccessLimits limits(int underWay) {
        Rate rate = new Rate(1, Duration.ofSeconds(1), 1);
        Duration second = Duration.ofSeconds(1);
        return new AccessLimits(rate, rate, rate, rate, rate, rate, 100, 1, 1, second, second, second, second, second, underWay, second);
    }
}
