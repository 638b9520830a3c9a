package org.safereturn.referralservice;

import org.safereturn.referralservice.country.CountryProfile;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;

/** The bilateral conversation of one country; which country is configuration. */
@SpringBootApplication
@EnableConfigurationProperties(CountryProfile.class)
public class ReferralServiceApplication {

    /** Starts the service. */
    public static void main(String[] arguments) {
        SpringApplication.run(ReferralServiceApplication.class, arguments);
    }
}
