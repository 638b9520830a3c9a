/** The rules of a case file: pure Java, without clock, store or messages. */
@NullMarked
package org.safereturn.caseservice.casefile.model;

import org.jspecify.annotations.NullMarked;
