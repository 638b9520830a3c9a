package org.safereturn.tracingservice;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Starts the tracing service of the country that {@code safereturn.country} names. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class TracingServiceApplication {

    /** Takes Spring Boot's usual arguments. */
    public static void main(String[] arguments) {
        SpringApplication.run(TracingServiceApplication.class, arguments);
    }
}
