package org.safereturn.pages;

import java.util.Locale;
import java.util.Map;

import org.thymeleaf.context.Context;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;

/** The templates of the kit; they are read when the first page is shown. */
public final class Templates {

    private final SpringTemplateEngine engine = new SpringTemplateEngine();

    /** The kit's own templates. */
    public Templates() {
        ClassLoaderTemplateResolver resolver = new ClassLoaderTemplateResolver(Templates.class.getClassLoader());
        resolver.setPrefix("org/safereturn/pages/templates/");
        resolver.setSuffix(".html");
        resolver.setCharacterEncoding("UTF-8");
        engine.setTemplateResolver(resolver);
    }

    /** A page in this language. */
    public String html(String template, Locale language, Map<String, Object> model) {
        return engine.process(template, new Context(language, model));
    }
}
