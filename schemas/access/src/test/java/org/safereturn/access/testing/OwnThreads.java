package org.safereturn.access.testing;

import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.http.client.ReactorResourceFactory;

/** Threads of its own for a server that a test starts and closes; otherwise those of all servers of the process end with it. */
@TestConfiguration(proxyBeanMethods = false)
public class OwnThreads {

    @Bean
    ReactorResourceFactory threads() {
        ReactorResourceFactory threads = new ReactorResourceFactory();
        threads.setUseGlobalResources(false);
        return threads;
    }
}
