package org.safereturn.access.input;

import java.util.List;

import jakarta.validation.Valid;
import jakarta.validation.Validation;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.safereturn.messaging.outcome.Rejection;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.method.HandlerMethod;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/** What is wrong with texts before they are sent. */
class TextFaultsTest {

    private final TextFaults texts = new TextFaults(Validation.buildDefaultValidatorFactory().getValidator());

    @Test
    void every_text_that_its_endpoint_would_refuse_is_named_at_once_though_other_fields_are_missing() {
        assertThat(faults("""
                {"name": "<b>", "latin": "S\\u043Ekha", "remark": "a\\u202Eb", "nicknames": ["Malee", "=1", "b\\u0007"],
                 "relatives": [{"name": "Malee"}, {"name": "{}", "note": "%s"}], "code": "123456"}""".formatted("x".repeat(5_001))))
                .containsExactly("text-not-a-name name", "name-not-in-latin-letters latin", "control-characters remark",
                        "control-characters nicknames[2]", "text-not-a-name nicknames[1]", "text-not-a-name relatives[1].name",
                        "text-too-long relatives[1].note", "invalid-value code");
    }

    @Test
    void what_the_endpoint_would_take_is_not_told() {
        assertThat(faults("""
                {"name": " Malee Samplename ", "latin": "So\\u200Bkha", "remark": "one\\ntwo <b>", "nicknames": [], "relatives": [{}],
                 "code": "  12345  ", "number": 3, "more": "\\u0007"}""")).isEmpty();
    }

    private List<String> faults(String body) {
        return texts.of(endpoint(), JsonMapper.shared().readTree(body)).stream().map(TextFaultsTest::line).toList();
    }

    private static String line(Rejection fault) {
        return fault.rule() + " " + fault.parameters().get("field");
    }

    private static HandlerMethod endpoint() {
        try {
            return new HandlerMethod(new Sample(), Sample.class.getDeclaredMethod("take", Body.class));
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(e);
        }
    }

    record Relative(@PersonName String name, @Nullable String note) {
    }

    record Body(@PersonName String name, @Nullable @PersonName @RomanisedName String latin, @Nullable String remark,
            List<@PersonName String> nicknames, List<@Valid Relative> relatives, @Size(max = 5) String code, int number) {
    }

    static final class Sample {

        void take(@RequestBody Body body) {
            assertThat(body).isNotNull();
        }
    }
}
