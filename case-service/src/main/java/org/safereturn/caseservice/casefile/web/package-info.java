/** The case file over HTTP, for officers and ministry systems alike. */
@NullMarked
package org.safereturn.caseservice.casefile.web;

import org.jspecify.annotations.NullMarked;
