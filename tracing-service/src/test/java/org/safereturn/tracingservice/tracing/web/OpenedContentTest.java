package org.safereturn.tracingservice.tracing.web;

import java.lang.reflect.RecordComponent;
import java.util.stream.Stream;

import org.apache.avro.Schema;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.safereturn.tracing.v1.LocatedRelative;
import org.safereturn.tracing.v1.TracingActionDetail;
import org.safereturn.tracing.v1.TracingResultContent;

import static org.assertj.core.api.Assertions.assertThat;

/** Everything that a sealed part holds can be read, under the names of the contract; care answers among the codes. */
class OpenedContentTest {

    private static final String AMONG_THE_CODES = "careAnswers";
    private static final String ON_THE_FORM = "formAnswers";

    static Stream<Arguments> contents() {
        return Stream.of(
                Arguments.of(TracingActionDetail.getClassSchema(), Views.ActionDetail.class),
                Arguments.of(TracingResultContent.getClassSchema(), Views.ResultDetail.class),
                Arguments.of(LocatedRelative.getClassSchema(), Views.LocatedRelative.class));
    }

    @ParameterizedTest
    @MethodSource("contents")
    void every_field_is_shown(Schema content, Class<?> view) {
        assertThat(Stream.of(view.getRecordComponents()).map(RecordComponent::getName).toList())
                .containsExactlyElementsOf(content.getFields().stream().map(Schema.Field::name)
                        .filter(name -> !name.equals(AMONG_THE_CODES) && !name.equals(ON_THE_FORM)).toList());
        assertThat(Views.Codes.class.getRecordComponents()).extracting(RecordComponent::getName).contains(AMONG_THE_CODES);
        assertThat(Views.Whole.class.getRecordComponents()).extracting(RecordComponent::getName).contains("form", "earlierForms");
    }
}
