package org.safereturn.pages;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import jakarta.validation.Validation;
import org.junit.jupiter.api.Test;
import org.safereturn.access.identity.Access;
import org.safereturn.access.identity.Actor;
import org.safereturn.access.identity.PurposeOfUse;
import org.safereturn.access.identity.Role;
import org.safereturn.access.input.TextFaults;
import org.safereturn.access.problem.Problems;
import org.safereturn.access.text.Labels;
import org.safereturn.pages.api.Endpoints;
import org.safereturn.pages.definition.Pages;
import org.safereturn.pages.definition.RecordPage;
import org.safereturn.pages.words.PageTexts;
import org.safereturn.pages.words.Places;
import org.safereturn.pages.words.Shown;
import org.safereturn.pages.words.Words;
import org.springframework.context.support.StaticApplicationContext;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/** What can be done to a record, and which of it is the next step. */
class RecordViewsTest {

    private static final String REF = "00000000-0000-4000-8000-000000000001";
    private static final Pages PAGES = Pages.read(new ByteArrayResource("""
            doors: { "other-service /pages/forms/submit/{ref}": [INTAKE_OFFICER, SUPERVISOR] }
            records:
              - id: dead-letter
                path: /samples/{ref}
                elsewhere:
                  - { service: other-service, path: "/pages/forms/submit/{ref}", text: refer, when: { state: [READY] }, next: [INTAKE_OFFICER] }
                actions:
                  - { form: try-again, when: { at: [some] }, next: { state: [NEW] } }
                  - { form: propose-discard, when: { at: [some] }, next: { state: [NEW, OLD] } }
              - id: access-history
                path: /samples/{ref}
                actions: [ { form: try-again }, { form: propose-discard } ]
            forms:
              - { id: try-again, post: "/samples/{ref}/first", record: dead-letter, version: 1, authority: PROPOSED }
              - { id: propose-discard, post: "/samples/{ref}/second", record: dead-letter, version: 1, authority: PROPOSED }
            """.getBytes(StandardCharsets.UTF_8)));
    private static final Shown SHOWN = new Shown(new Labels(), Places.of(new ByteArrayResource(
            "safereturn: { profile: { country: ZZ } }".getBytes(StandardCharsets.UTF_8)), Clock.systemUTC()),
            new PageTexts(), Problems.fromClassPath(), ZoneOffset.UTC, Map.of());
    private static final Words WORDS = SHOWN.texts().in(Locale.ENGLISH);

    private final Endpoints endpoints = endpoints();
    private final RecordViews views = new RecordViews(PAGES, endpoints, new Doors(PAGES, endpoints, "sample-service"), SHOWN);

    private static Optional<String> addressOf(String service) {
        return service.equals("other-service") ? Optional.of("http://127.0.0.1:9") : Optional.empty();
    }

    private static Endpoints endpoints() {
        StaticApplicationContext context = new StaticApplicationContext();
        context.registerSingleton("samples", Samples.class);
        RequestMappingHandlerMapping mapping = new RequestMappingHandlerMapping();
        mapping.setApplicationContext(context);
        mapping.afterPropertiesSet();
        return new Endpoints(mapping, new TextFaults(Validation.buildDefaultValidatorFactory().getValidator()));
    }

    /** Two acts, of which one is for supervisors. */
    @RestController
    static class Samples {

        @PostMapping("/samples/{ref}/first")
        @Access(roles = {Role.INTAKE_OFFICER, Role.SUPERVISOR}, purpose = PurposeOfUse.OPERATION)
        void first() {
        }

        @PostMapping("/samples/{ref}/second")
        @Access(roles = {Role.INTAKE_OFFICER, Role.SUPERVISOR}, purpose = PurposeOfUse.OPERATION)
        void second() {
        }
    }

    @Test
    void one_act_stands_out_as_the_next_step_and_where_none_is_none_does() {
        assertThat(next("dead-letter", "NEW", Role.SUPERVISOR)).containsExactly(WORDS.of("form.try-again"));
        assertThat(next("dead-letter", "OLD", Role.SUPERVISOR)).containsExactly(WORDS.of("form.propose-discard"));
        assertThat(next("dead-letter", "CLOSED", Role.SUPERVISOR)).isEmpty();
    }

    @Test
    void what_is_done_at_another_service_is_the_next_step_of_the_roles_that_do_it_and_a_link_for_others() {
        assertThat(next("dead-letter", "READY", Role.INTAKE_OFFICER)).containsExactly(WORDS.of("elsewhere.refer"));
        assertThat(links("READY", Role.INTAKE_OFFICER)).isEmpty();
        assertThat(next("dead-letter", "READY", Role.SUPERVISOR)).isEmpty();
        assertThat(links("READY", Role.SUPERVISOR)).containsExactly("http://127.0.0.1:9/pages/forms/submit/" + REF);
    }

    @Test
    void whose_role_may_not_open_a_page_of_another_service_is_not_led_to_it() {
        assertThat(links("READY", Role.RECEPTION_OFFICER)).isEmpty();
        assertThat(next("dead-letter", "READY", Role.RECEPTION_OFFICER)).isEmpty();
    }

    @Test
    void where_the_page_does_not_say_what_comes_next_the_first_act_stands_out() {
        assertThat(next("access-history", "CLOSED", Role.SUPERVISOR)).containsExactly(WORDS.of("form.try-again"));
    }

    private List<String> next(String page, String state, Role role) {
        return views.actions(page(page), JsonMapper.shared().readTree("{\"at\": 1, \"state\": \"" + state + "\"}"), REF, officer(role),
                RecordViewsTest::addressOf, WORDS).stream().filter(RecordViews.Act::next).map(RecordViews.Act::title).toList();
    }

    private List<String> links(String state, Role role) {
        return views.elsewhere(page("dead-letter"), JsonMapper.shared().readTree("{\"state\": \"" + state + "\"}"), REF,
                officer(role), RecordViewsTest::addressOf, WORDS).stream().map(Frame.Link::address).toList();
    }

    private static RecordPage page(String id) {
        return PAGES.record(id).orElseThrow();
    }

    private static Actor officer(Role role) {
        return new Actor("zz-officer-1", role.name(), "ZZ-CENTRE", "ZZ");
    }
}
