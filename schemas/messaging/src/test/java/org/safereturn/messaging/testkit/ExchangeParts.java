package org.safereturn.messaging.testkit;

import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.ServiceLoader;

/** What an exchange is made of: embedded by default, real servers in containers when the profile {@code docker} says so. */
interface ExchangeParts extends AutoCloseable {

    /** Names what the parts are; {@code docker} for containers. */
    String CHOICE = "safereturn.exchange";

    /** Addresses of the brokers; no topic is there yet. */
    String brokers();

    /** Where the document store listens. */
    InetSocketAddress store();

    /** Where the schema registry listens; empty when schemas are kept in this process. */
    Optional<InetSocketAddress> registry();

    @Override
    void close();

    /** What can start parts of another kind than the embedded ones. */
    interface Engine {

        /** Starts the parts; done when all of them answer. */
        ExchangeParts start();
    }

    /** Starts the parts that were chosen. */
    static ExchangeParts start() {
        if (!"docker".equals(System.getProperty(CHOICE))) {
            return new EmbeddedParts();
        }
        return ServiceLoader.load(Engine.class).findFirst().orElseThrow(
                () -> new IllegalStateException(CHOICE + "=docker needs the classes of the profile docker")).start();
    }
}
