/** Tests of the lists of open work. */
@NullMarked
package org.safereturn.caseservice.work.application;

import org.jspecify.annotations.NullMarked;
