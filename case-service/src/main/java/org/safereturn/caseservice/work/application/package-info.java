/** Keeping the lists of open work and reading them. */
@NullMarked
package org.safereturn.caseservice.work.application;

import org.jspecify.annotations.NullMarked;
