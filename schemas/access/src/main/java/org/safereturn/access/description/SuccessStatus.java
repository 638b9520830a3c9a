package org.safereturn.access.description;

import io.swagger.v3.oas.annotations.responses.ApiResponse;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.method.HandlerMethod;

/**
 * The status with which an endpoint answers when it did what was asked. The description tells it and the answers carry
 * it, so both say the same.
 */
public final class SuccessStatus {

    private SuccessStatus() {}

    /** What {@code @ResponseStatus} of the method says, else its {@code @ApiResponse} of 2xx, else 200. */
    public static HttpStatusCode of(HandlerMethod endpoint) {
        ResponseStatus stated = endpoint.getMethodAnnotation(ResponseStatus.class);
        if (stated != null) {
            return stated.code();
        }
        return AnnotatedElementUtils.getMergedRepeatableAnnotations(endpoint.getMethod(), ApiResponse.class).stream()
                .map(ApiResponse::responseCode)
                .filter(code -> code.matches("2\\d\\d"))
                .<HttpStatusCode>map(code -> HttpStatusCode.valueOf(Integer.parseInt(code)))
                .findFirst()
                .orElse(HttpStatus.OK);
    }
}
