package org.safereturn.local;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class OptionsTest {

    @Test
    void without_options_the_usual_ports_are_used_and_data_is_kept() {
        Up.Options options = Up.Options.read(List.of(), Map.of());
        assertThat(options.settings().port(Endpoint.KAFKA)).isEqualTo(9092);
        assertThat(options.settings().port(Endpoint.MONITORING)).isEqualTo(8300);
        assertThat(options.fresh()).isFalse();
        assertThat(options.demo()).isFalse();
    }

    @Test
    void a_port_is_moved_by_the_environment_and_an_option_has_the_last_word() {
        Up.Options options = Up.Options.read(List.of("--port", "kh-case=18101"),
                Map.of("SAFERETURN_PORT_KH_CASE", "1", "SAFERETURN_PORT_TH_CASE", "18201"));
        assertThat(options.settings().port(Endpoint.KH_CASE)).isEqualTo(18101);
        assertThat(options.settings().port(Endpoint.TH_CASE)).isEqualTo(18201);
    }

    @Test
    void the_broker_asks_for_certificates_unless_told_otherwise() {
        assertThat(Up.Options.read(List.of(), Map.of()).settings().insecure()).isFalse();
        assertThat(Up.Options.read(List.of("--insecure", "--port", "kafka=19092"), Map.of()).settings())
                .returns(true, Settings::insecure).returns(19092, settings -> settings.port(Endpoint.KAFKA));
    }

    @Test
    void it_is_small_unless_it_is_to_serve_for_long() {
        assertThat(Up.Options.read(List.of(), Map.of()).settings().footing()).isEqualTo(Footing.SMALL);
        assertThat(Up.Options.read(List.of("--server", "--insecure", "--port", "kafka=19092"), Map.of()).settings())
                .returns(Footing.SERVER, Settings::footing).returns(true, Settings::insecure);
    }

    @Test
    void a_service_is_left_to_somebody_else() {
        assertThat(Up.Options.read(List.of(), Map.of()).except()).isEmpty();
        assertThat(Up.Options.read(List.of("--except", "th-tracing", "--except", "monitoring"), Map.of()).except())
                .containsExactly("th-tracing", "monitoring");
    }

    @Test
    void an_option_that_makes_no_sense_is_one_sentence() {
        assertRefused("is not known", "--frsh");
        assertRefused("NAME=NUMBER", "--port", "nowhere=1");
        assertRefused("between 1 and 65535", "--port", "kafka=many");
        assertRefused("needs a value", "--port");
        assertRefused("between 0 and 1000000", "--surge", "-1");
        assertRefused("one of the names kh-case", "--except", "kafka");
        assertRefused("needs every service", "--except", "kh-case", "--demo");
    }

    private static void assertRefused(String sentence, String... arguments) {
        assertThatThrownBy(() -> Up.Options.read(List.of(arguments), Map.of()))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining(sentence);
    }
}
