/** Tests of the lists of open work in the store. */
@NullMarked
package org.safereturn.caseservice.work.mongo;

import org.jspecify.annotations.NullMarked;
