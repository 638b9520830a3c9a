/** The rules of a case file as sentences. */
@NullMarked
package org.safereturn.casefile.model;

import org.jspecify.annotations.NullMarked;
