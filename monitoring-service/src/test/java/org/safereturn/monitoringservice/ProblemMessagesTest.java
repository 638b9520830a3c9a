package org.safereturn.monitoringservice;

import java.util.Set;

import org.safereturn.access.testing.ProblemMessagesContract;

class ProblemMessagesTest extends ProblemMessagesContract {

    @Override
    protected Set<String> rules() {
        return Set.of("rebuild-running", "listeners-full", "own-listeners-full", "unknown-quarter");
    }
}
