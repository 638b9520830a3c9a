package org.safereturn.access.audit;

import org.safereturn.access.identity.Access;
import org.safereturn.access.identity.PurposeOfUse;
import org.safereturn.access.identity.Role;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Import;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** A service that shows personal data and would put nothing on record. */
@SpringBootConfiguration
@EnableAutoConfiguration(excludeName = "org.safereturn.messaging.MessagingAutoConfiguration")
@Import(WithoutTrail.People.class)
class WithoutTrail {

    @RestController
    static class People {

        @GetMapping("/people/{ref}")
        @Access(roles = Role.CASE_MANAGER, purpose = PurposeOfUse.REINTEGRATION, subject = "ref")
        String one(@PathVariable String ref) {
            return ref;
        }
    }
}
