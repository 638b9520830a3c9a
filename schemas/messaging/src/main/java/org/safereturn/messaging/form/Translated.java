package org.safereturn.messaging.form;

import org.safereturn.exchange.v1.FormTranslation;

/**
 * How far a version of a form stands in one language.
 *
 * @param language as a BCP 47 tag
 * @param translation how far it is
 */
public record Translated(String language, FormTranslation translation) {
}
