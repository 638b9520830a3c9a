package org.safereturn.caseservice;

import org.safereturn.caseservice.country.CountryProfile;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;

/** Starts the case service of one country. */
@SpringBootApplication
@EnableConfigurationProperties(CountryProfile.class)
public class CaseServiceApplication {

    /** Starts the service. */
    public static void main(String[] args) {
        SpringApplication.run(CaseServiceApplication.class, args);
    }
}
