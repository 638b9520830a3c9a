/** Breaks the rules of such a package, to prove that they bite. */
@NullMarked
package org.safereturn.caseservice.architecture.samples.application;

import org.jspecify.annotations.NullMarked;
