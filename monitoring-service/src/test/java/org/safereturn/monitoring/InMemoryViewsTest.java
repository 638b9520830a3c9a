package org.safereturn.monitoring;

class InMemoryViewsTest extends ViewsContract {

    @Override
    Views empty() {
        return new InMemoryViews();
    }
}
