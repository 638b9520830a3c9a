package org.safereturn.monitoringservice;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The joint monitoring and evaluation view of both countries. */
@SpringBootApplication
public class MonitoringApplication {

    /** Starts the service. */
    public static void main(String[] args) {
        SpringApplication.run(MonitoringApplication.class, args);
    }
}
