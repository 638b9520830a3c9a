package org.safereturn.casefile;

import org.safereturn.casefile.country.CountryProfile;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;

/** Starts the case service of one country. */
@SpringBootApplication(scanBasePackages = {"org.safereturn.casefile", "org.safereturn.nonvictim"})
@EnableConfigurationProperties(CountryProfile.class)
public class CaseServiceApplication {

    /** Starts the service. */
    public static void main(String[] args) {
        SpringApplication.run(CaseServiceApplication.class, args);
    }
}
