package org.safereturn.access.description;

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

    /** What {@code @ResponseStatus} of the method says, else 200. */
    public static HttpStatusCode of(HandlerMethod endpoint) {
        ResponseStatus stated = endpoint.getMethodAnnotation(ResponseStatus.class);
        return stated == null ? HttpStatus.OK : stated.code();
    }
}
