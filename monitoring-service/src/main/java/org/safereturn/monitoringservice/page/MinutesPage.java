package org.safereturn.monitoringservice.page;

import java.util.EnumSet;
import java.util.Locale;

import io.swagger.v3.oas.annotations.Parameter;
import org.jspecify.annotations.Nullable;
import org.safereturn.access.identity.Access;
import org.safereturn.access.identity.Actor;
import org.safereturn.access.identity.PurposeOfUse;
import org.safereturn.access.identity.Role;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.MessageSource;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** What the minutes say and what the system does with it, for officials of both ministries. */
@Controller
class MinutesPage {

    static final String PATH = "/minutes";

    /** To whom the joint page offers it; the endpoint itself asks again. */
    private static final EnumSet<Role> OFFICIALS = EnumSet.of(Role.SUPERVISOR, Role.ME_OFFICER, Role.OPERATOR,
            Role.ADMINISTRATOR);

    private final Minutes minutes = Minutes.load();
    private final MessageSource messages;
    private final boolean secure;

    MinutesPage(MessageSource messages, @Value(PageLanguage.SECURE) boolean secure) {
        this.messages = messages;
        this.secure = secure;
    }

    static boolean isFor(Actor actor) {
        return OFFICIALS.stream().anyMatch(actor::is);
    }

    /** Every statement and every contradiction in the language of the page. */
    @Access(roles = {Role.SUPERVISOR, Role.ME_OFFICER, Role.OPERATOR, Role.ADMINISTRATOR}, purpose = PurposeOfUse.STATISTICS,
            personal = false)
    @GetMapping(path = PATH, produces = MediaType.TEXT_HTML_VALUE)
    Mono<Rendering> minutes(Actor actor, ServerWebExchange exchange,
            @Parameter(description = PageLanguage.DESCRIPTION)
            @RequestParam(name = PageLanguage.NAME, required = false) @Nullable String chosen) {
        Locale language = PageLanguage.of(exchange);
        PageLanguage.remember(exchange, secure);
        return Page.signOutField(exchange).map(field -> Page.rendering("minutes", actor, language, field)
                .modelAttribute("sheets", new MinutesText(messages, language).sheets(minutes))
                .build());
    }
}
