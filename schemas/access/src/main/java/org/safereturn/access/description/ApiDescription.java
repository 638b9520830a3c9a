package org.safereturn.access.description;

import java.math.BigDecimal;
import java.time.Year;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
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
import org.safereturn.access.problem.Replies;
import org.safereturn.access.scope.Caller;
import org.safereturn.messaging.outcome.Cause;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.StringUtils;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;

/** The OpenAPI 3.1 description that each service serves at {@code /openapi}. */
@Configuration(proxyBeanMethods = false)
public class ApiDescription {

    private static final String PROBLEM = "Problem";
    private static final String BEARER = "bearer";
    private static final String ROLES = "x-roles";
    private static final String SCHEMAS = "#/components/schemas/";
    private static final String RESPONSES = "#/components/responses/";
    private static final String HEADERS = "#/components/headers/";

    ApiDescription() {
        SpringDocUtils.getConfig()
                .addRequestWrapperToIgnore(Actor.class, Caller.class, Paging.class, Cause.Request.class, Cause.class,
                        HttpHeaders.class)
                .replaceWithSchema(YearMonth.class, string().pattern("^\\d{4}-\\d{2}$"))
                .replaceWithSchema(Year.class, new IntegerSchema());
    }

    @Bean
    OperationCustomizer safereturnOperations() {
        return ApiDescription::describe;
    }

    @Bean
    GlobalOpenApiCustomizer safereturnApiDescription(@Value("${safereturn.service:safereturn}") String service,
            PresenceInSchemas presence) {
        return api -> {
            complete(api, service);
            presence.finish(api);
            RequestExamples.of(service).addTo(api);
        };
    }

    @Bean
    PresenceInSchemas safereturnPresence() {
        return new PresenceInSchemas();
    }

    private static Operation describe(Operation operation, HandlerMethod method) {
        Access access = method.getMethodAnnotation(Access.class);
        if (access != null) {
            operation.addExtension(ROLES, Arrays.stream(access.roles()).map(Enum::name).toList());
            describeSubject(operation, access);
        }
        name(operation, method);
        RequestMapping mapping = AnnotatedElementUtils.findMergedAnnotation(method.getMethod(), RequestMapping.class);
        boolean write = mapping != null && !List.of(mapping.method()).contains(RequestMethod.GET);
        if (Arrays.stream(method.getMethodParameters()).anyMatch(each -> each.getParameterType() == Paging.class)) {
            paging().forEach(operation::addParametersItem);
        }
        boolean changes = write && !(access != null && access.reads());
        if (changes) {
            operation.addParametersItem(new Parameter()
                    .in("header")
                    .name(RequestCauses.IDEMPOTENCY_KEY)
                    .required(false)
                    .description("Makes a retry safe: the same key with the same request is carried out once. "
                            + "The same key with another request is refused.")
                    .schema(keySchema()));
        }
        if (changes) {
            operation.addParametersItem(new Parameter()
                    .in("header")
                    .name(HttpHeaders.IF_MATCH)
                    .required(false)
                    .description("The ETag of what was read: the change is made to that version only, and is refused with "
                            + "412 when there is another one by now. Without it the change is made to any version.")
                    .schema(string()));
        }
        describeSuccess(operation, method, write);
        Refusal.of(write).forEach(refusal -> operation.getResponses()
                .computeIfAbsent(refusal.status(), _ -> new ApiResponse().$ref(RESPONSES + refusal.name())));
        return operation;
    }

    /** The path variable that names the case. */
    private static void describeSubject(Operation operation, Access access) {
        if (operation.getParameters() != null) {
            operation.getParameters().stream()
                    .filter(parameter -> "path".equals(parameter.getIn()) && access.subject().equals(parameter.getName())
                            && parameter.getDescription() == null)
                    .forEach(parameter -> parameter.setDescription("Reference of the case, the same in both countries."));
        }
    }

    /** By controller and method, so that another endpoint with a method of the same name does not change it. */
    private static void name(Operation operation, HandlerMethod method) {
        Class<?> controller = method.getBeanType();
        String feature = controller.getSimpleName().replaceFirst("Controller$", "");
        io.swagger.v3.oas.annotations.Operation annotation =
                method.getMethodAnnotation(io.swagger.v3.oas.annotations.Operation.class);
        if (annotation == null || annotation.operationId().isEmpty()) {
            operation.setOperationId(StringUtils.uncapitalize(feature) + StringUtils.capitalize(method.getMethod().getName()));
        }
        if (!AnnotatedElementUtils.hasAnnotation(controller, Tag.class)) {
            operation.setTags(List.of(feature.replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT)));
        }
    }

    private static void describeSuccess(Operation operation, HandlerMethod method, boolean write) {
        String status = Integer.toString(SuccessStatus.of(method).value());
        ApiResponse success = operation.getResponses().get(status);
        if (success == null) {
            success = operation.getResponses().remove("200");
            if (success != null) {
                operation.getResponses().addApiResponse(status, success);
            }
        }
        if (success != null && answersWithVersion(method)) {
            success.addHeaderObject(HttpHeaders.ETAG, new Header().$ref(HEADERS + HttpHeaders.ETAG));
            if (write) {
                success.addHeaderObject(Replies.REPLAYED, new Header().$ref(HEADERS + Replies.REPLAYED));
            }
        }
    }

    /** A record in an entity: {@link Replies} makes those. */
    private static boolean answersWithVersion(HandlerMethod method) {
        ResolvableType type = ResolvableType.forMethodReturnType(method.getMethod());
        ResolvableType entity = type.resolve() == ResponseEntity.class ? type : type.getGeneric(0);
        Class<?> body = entity.getGeneric(0).resolve();
        return entity.resolve() == ResponseEntity.class && body != null && body.isRecord();
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

    private enum Refusal {
        BadRequest(400, "The request cannot be understood."),
        NotSignedIn(401, "No valid token."),
        NotPermitted(403, "Not permitted to this caller."),
        Unknown(404, "Unknown, or not visible to this caller."),
        Conflict(409, "Someone else was first, or the key was used for another request."),
        Outdated(412, "It was changed after the version that If-Match names."),
        TooLarge(413, "The body is larger than 1 MiB."),
        NotJson(415, "The body is not JSON."),
        Refused(422, "A rule refuses this in the present state."),
        TooMany(429, "More requests than one caller may send."),
        NotNow(503, "What the service needs does not answer, or too much is under way; nothing is wrong with the request.");

        private static final Set<Refusal> OF_WRITES = EnumSet.of(Conflict, Outdated, TooLarge, NotJson, Refused);
        private static final Set<Refusal> FOR_A_TIME = EnumSet.of(TooMany, NotNow);

        private final int status;
        private final String description;

        Refusal(int status, String description) {
            this.status = status;
            this.description = description;
        }

        static List<Refusal> of(boolean write) {
            return Arrays.stream(values()).filter(refusal -> write || !OF_WRITES.contains(refusal)).toList();
        }

        String status() {
            return Integer.toString(status);
        }

        ApiResponse response() {
            ApiResponse response = new ApiResponse()
                    .description(description)
                    .content(new Content().addMediaType(MediaType.APPLICATION_PROBLEM_JSON_VALUE,
                            new io.swagger.v3.oas.models.media.MediaType()
                                    .schema(new Schema<Problem>().$ref(SCHEMAS + PROBLEM))));
            if (FOR_A_TIME.contains(this)) {
                response.addHeaderObject(HttpHeaders.RETRY_AFTER, new Header().$ref(HEADERS + HttpHeaders.RETRY_AFTER));
            }
            return response;
        }
    }

    private static Header header(String description, Schema<?> schema) {
        return new Header().description(description).schema(schema);
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
        Arrays.stream(Refusal.values()).forEach(refusal -> components.addResponses(refusal.name(), refusal.response()));
        components.addHeaders(HttpHeaders.ETAG, header("Version of what is answered, in quotes.", string()));
        components.addHeaders(Replies.REPLAYED,
                header("true when this request had been carried out before; absent otherwise.", string()));
        components.addHeaders(HttpHeaders.RETRY_AFTER, header("Seconds until it is worth trying again.",
                new IntegerSchema().minimum(BigDecimal.ZERO)));
        api.components(components);
        api.security(List.of(new SecurityRequirement().addList(BEARER)));
    }
}
