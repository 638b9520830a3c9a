package org.safereturn.access.limits;

import java.util.function.Supplier;

import com.mongodb.MongoClientSettings;
import org.springframework.beans.factory.config.BeanPostProcessor;

/**
 * Gives the store's client a connection for every request that may be under way, and others beside them for what the
 * service sends and receives, so that neither waits for the other. A number in the address of the store wins.
 */
public final class StoreConnections implements BeanPostProcessor {

    /** A list asks for its rows and for their number at the same time. */
    private static final int PER_REQUEST = 2;
    private static final int BESIDE_REQUESTS = 128;

    private final Supplier<AccessLimits> limits;

    /** Connections for as many requests as these limits let in. */
    public StoreConnections(Supplier<AccessLimits> limits) {
        this.limits = limits;
    }

    /** The settings to which Spring Boot then applies the address. */
    @Override
    public Object postProcessAfterInitialization(Object bean, String beanName) {
        return bean instanceof MongoClientSettings settings ? MongoClientSettings.builder(settings)
                .applyToConnectionPoolSettings(pool -> pool.maxSize(
                        PER_REQUEST * limits.get().mostUnderWay() + BESIDE_REQUESTS)).build() : bean;
    }
}
