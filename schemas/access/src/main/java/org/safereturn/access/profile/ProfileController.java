package org.safereturn.access.profile;

import java.util.List;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.safereturn.access.identity.Access;
import org.safereturn.access.identity.PurposeOfUse;
import org.safereturn.access.identity.Role;
import org.safereturn.messaging.form.FormVersion;
import org.safereturn.messaging.form.Forms;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** The country profile for administrators, to read. It is changed in its file, and read at the start of the service. */
@RestController
@ConditionalOnProperty("safereturn.profile.country")
@Tag(name = "profile", description = "The country profile as this service has loaded it")
public final class ProfileController {

    private final List<ProfileEntry> entries;
    private final Forms forms;

    ProfileController(ConfigurableEnvironment environment, Forms forms) {
        this.entries = new LoadedProfile(environment).entries();
        this.forms = forms;
    }

    /**
     * The profile.
     *
     * @param entries in the order of the file
     * @param forms the versions of forms, in the order of the file
     */
    record Profile(List<ProfileEntry> entries, List<FormVersion> forms) {
    }

    @Operation(summary = "Every entry of the country profile with who stands behind it")
    @GetMapping("/profile")
    @Access(roles = Role.ADMINISTRATOR, purpose = PurposeOfUse.OPERATION, personal = false)
    Mono<Profile> profile() {
        return Mono.just(new Profile(entries, forms.versions()));
    }
}
