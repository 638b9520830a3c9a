/** The lists of open work as documents that are found by their id. */
@NullMarked
package org.safereturn.caseservice.work.mongo;

import org.jspecify.annotations.NullMarked;
