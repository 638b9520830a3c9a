/** What HTTP shows of a case. */
@NullMarked
package org.safereturn.caseservice.casefile.web;

import org.jspecify.annotations.NullMarked;
