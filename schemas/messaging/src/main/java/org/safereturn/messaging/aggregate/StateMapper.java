package org.safereturn.messaging.aggregate;

import com.fasterxml.jackson.annotation.JsonInclude;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Maps states to documents: times as ISO text, nulls left out, fields of a newer version ignored. */
public final class StateMapper {

    private StateMapper() {
    }

    /** A mapper for states, apart from the one of the web API. */
    public static JsonMapper create() {
        return JsonMapper.builder()
                .changeDefaultPropertyInclusion(present -> present.withValueInclusion(JsonInclude.Include.NON_NULL))
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
                        DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .build();
    }
}
