package org.safereturn.messaging.testkit;

import java.util.List;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.slf4j.LoggerFactory;
import org.testcontainers.DockerClientFactory;

/**
 * Where containers were asked for and no engine answers, no test of the module runs: one line says so, and no other.
 * Found by JUnit itself in the profile {@code docker}; a class is asked about before it starts anything.
 */
public final class NothingWithoutEngine implements ExecutionCondition {

    private static final String REASON = "No container engine answers, so nothing was run against containers.";
    private static final List<String> TALKATIVE = List.of("org.testcontainers", "tc", "com.github.dockerjava");

    private static final class Engine {

        private static final boolean PRESENT = answers();

        private Engine() {
        }
    }

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        return Engine.PRESENT ? ConditionEvaluationResult.enabled("A container engine answers.")
                : ConditionEvaluationResult.disabled(REASON);
    }

    @SuppressWarnings("SystemOut") // the line is for whoever runs the build
    private static boolean answers() {
        level(Level.OFF);
        boolean answers = DockerClientFactory.instance().isDockerAvailable();
        level(Level.INFO);
        if (!answers && Boolean.getBoolean(ExchangeParts.CHOICE + ".announce")) {
            System.out.println(REASON);
        }
        return answers;
    }

    private static void level(Level level) {
        for (String name : TALKATIVE) {
            if (LoggerFactory.getLogger(name) instanceof Logger logger) {
                logger.setLevel(level);
            }
        }
    }
}
