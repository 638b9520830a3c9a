/** The rules of a case file as sentences. */
@NullMarked
package org.safereturn.caseservice.casefile.model;

import org.jspecify.annotations.NullMarked;
