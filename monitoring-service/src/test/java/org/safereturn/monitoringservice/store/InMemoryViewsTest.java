package org.safereturn.monitoringservice.store;

import java.time.Clock;

import org.safereturn.monitoringservice.fold.Views;

class InMemoryViewsTest extends ViewsContract {

    @Override
    Views empty(Clock clock) {
        return new InMemoryViews(clock);
    }
}
