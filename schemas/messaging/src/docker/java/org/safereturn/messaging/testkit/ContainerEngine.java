package org.safereturn.messaging.testkit;

/** Starts the parts of an exchange as containers. */
public final class ContainerEngine implements ExchangeParts.Engine {

    @Override
    public ExchangeParts start() {
        return new ContainerParts();
    }
}
