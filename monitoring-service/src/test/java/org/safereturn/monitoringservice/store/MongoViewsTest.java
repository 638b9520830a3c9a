package org.safereturn.monitoringservice.store;

import java.time.Clock;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.safereturn.monitoringservice.fold.Views;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MongoViewsTest extends ViewsContract {

    private final StoreServer server = new StoreServer();

    @AfterAll
    void stop() {
        server.close();
    }

    @Override
    Views empty(Clock clock) {
        return new MongoViews(server.database(), clock);
    }
}
