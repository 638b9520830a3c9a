package org.safereturn.access.description;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import org.safereturn.access.identity.Access;
import org.safereturn.access.identity.Actor;
import org.safereturn.access.input.RequestCauses;
import org.safereturn.access.paging.Paging;
import org.safereturn.access.paging.PagingArguments;
import org.safereturn.access.problem.Problem;
import org.safereturn.access.scope.Caller;
import org.safereturn.messaging.outcome.Cause;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;

/** The OpenAPI 3.1 description that each service serves at {@code /openapi}. */
@Configuration(proxyBeanMethods = false)
public class ApiDescription {

    private static final String PROBLEM = "Problem";
    private static final String BEARER = "bearer";
    private static final String ROLES = "x-roles";

    ApiDescription() {
        SpringDocUtils.getConfig().addRequestWrapperToIgnore(Actor.class, Caller.class, Paging.class, Cause.Request.class,
                Cause.class);
    }

    @Bean
    OperationCustomizer safereturnOperations() {
        return ApiDescription::describe;
    }

    @Bean
    GlobalOpenApiCustomizer safereturnApiDescription(@Value("${safereturn.service:safereturn}") String service) {
        return api -> complete(api, service);
    }

    @Bean
    ModelConverter safereturnPresence() {
        return new PresenceInSchemas();
    }

    private static Operation describe(Operation operation, HandlerMethod method) {
        Access access = method.getMethodAnnotation(Access.class);
        if (access != null) {
            operation.addExtension(ROLES, Arrays.stream(access.roles()).map(Enum::name).toList());
        }
        RequestMapping mapping = AnnotatedElementUtils.findMergedAnnotation(method.getMethod(), RequestMapping.class);
        boolean write = mapping != null && !List.of(mapping.method()).contains(RequestMethod.GET);
        if (Arrays.stream(method.getMethodParameters()).anyMatch(each -> each.getParameterType() == Paging.class)) {
            paging().forEach(operation::addParametersItem);
        }
        if (write) {
            operation.addParametersItem(new Parameter()
                    .in("header")
                    .name(RequestCauses.IDEMPOTENCY_KEY)
                    .required(false)
                    .description("Makes a retry safe: the same key with the same request is carried out once. "
                            + "The same key with another request is refused.")
                    .schema(keySchema()));
        }
        refusals(write).forEach((status, description) -> operation.getResponses()
                .computeIfAbsent(status, _ -> problem(description)));
        return operation;
    }

    private static List<Parameter> paging() {
        return List.of(
                inQuery(PagingArguments.SIZE, "Items on the page; " + Paging.USUAL + " unless said otherwise.",
                        new IntegerSchema().minimum(BigDecimal.ONE).maximum(BigDecimal.valueOf(Paging.LARGEST))),
                inQuery(PagingArguments.AFTER, "The next of a page before; absent for the first page.", string()),
                inQuery(PagingArguments.SINCE, "Only what changed since this moment, oldest change first.",
                        string().format("date-time")));
    }

    private static Parameter inQuery(String name, String description, Schema<?> schema) {
        return new Parameter().in("query").name(name).required(false).description(description).schema(schema);
    }

    private static Schema<String> string() {
        Schema<String> schema = new Schema<>();
        schema.addType("string");
        return schema;
    }

    private static Schema<String> keySchema() {
        Schema<String> schema = new Schema<>();
        schema.addType("string");
        schema.setMinLength(1);
        schema.setMaxLength(128);
        schema.setPattern("^[!-~]{1,128}$");
        return schema;
    }

    private static Map<String, String> refusals(boolean write) {
        return write
                ? Map.of(
                        "400", "The request cannot be understood.",
                        "401", "No valid token.",
                        "403", "Not permitted to this caller.",
                        "404", "Unknown, or not visible to this caller.",
                        "409", "Someone else was first.",
                        "413", "The body is larger than 1 MiB.",
                        "415", "The body is not JSON.",
                        "422", "A rule refuses this in the present state.")
                : Map.of(
                        "400", "The request cannot be understood.",
                        "401", "No valid token.",
                        "403", "Not permitted to this caller.",
                        "404", "Unknown, or not visible to this caller.");
    }

    private static ApiResponse problem(String description) {
        return new ApiResponse()
                .description(description)
                .content(new Content().addMediaType("application/problem+json", new MediaType()
                        .schema(new Schema<Problem>().$ref("#/components/schemas/" + PROBLEM))));
    }

    private static void complete(OpenAPI api, String service) {
        api.info(new Info()
                .title("Safe Return: " + service)
                .version("1")
                .description("Every write takes an Idempotency-Key. Every refusal is an RFC 9457 problem in the "
                        + "language of Accept-Language (en, km, th)."));
        Components components = api.getComponents() == null ? new Components() : api.getComponents();
        components.addSecuritySchemes(
                BEARER, new SecurityScheme().type(SecurityScheme.Type.HTTP).scheme("bearer").bearerFormat("JWT"));
        ModelConverters.getInstance(true).read(Problem.class).forEach(components::addSchemas);
        api.components(components);
        api.security(List.of(new SecurityRequirement().addList(BEARER)));
    }
}
