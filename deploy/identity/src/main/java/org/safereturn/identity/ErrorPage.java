package org.safereturn.identity;

import java.io.IOException;
import java.util.Locale;
import java.util.Map;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorViewResolver;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;

/**
 * Tells a reader, in the reader's language, that a sign-in or a sign-out did not work, and nothing of what was asked. A program,
 * which does not accept HTML, gets JSON.
 */
@Component
final class ErrorPage implements ErrorViewResolver {

    private final PageText texts;
    private final String template;

    ErrorPage(PageText texts) throws IOException {
        this.texts = texts;
        this.template = PageText.file("error.html");
    }

    @Override
    public ModelAndView resolveErrorView(HttpServletRequest request, HttpStatus status, Map<String, Object> model) {
        Locale language = PageText.language(request.getParameter("lang"), request.getHeader("Accept-Language"));
        return new ModelAndView((_, _, response) -> {
            response.setContentType(PageText.HTML.toString());
            response.setHeader("Content-Language", language.toLanguageTag());
            response.getWriter().write(texts.page(template, language, Map.of()));
        });
    }
}
