package org.safereturn.referral;

import org.safereturn.referral.country.CountryProfile;
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
