package org.safereturn.caseservice.work.application;

class InMemoryWorkListsTest extends WorkListsContract {

    @Override
    protected WorkLists empty() {
        return new InMemoryWorkLists();
    }
}
