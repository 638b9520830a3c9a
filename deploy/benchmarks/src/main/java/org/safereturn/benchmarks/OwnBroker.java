package org.safereturn.benchmarks;

import java.io.PrintStream;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

import org.safereturn.messaging.testkit.LoopbackBroker;

/** The broker of a benchmark that needs nothing but a broker, as a process; it says its address and runs until it is ended. */
final class OwnBroker {

    private OwnBroker() {
    }

    public static void main(String[] arguments) throws InterruptedException {
        PrintStream answers = System.out;
        System.setOut(System.err);
        LoopbackBroker broker = new LoopbackBroker(Map.of());
        Runtime.getRuntime().addShutdownHook(new Thread(broker::close));
        answers.println(broker.address());
        new CountDownLatch(1).await();
    }
}
