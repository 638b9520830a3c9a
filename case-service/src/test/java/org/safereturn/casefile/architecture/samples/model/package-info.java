/** Breaks the rules of such a package, to prove that they bite. */
@NullMarked
package org.safereturn.casefile.architecture.samples.model;

import org.jspecify.annotations.NullMarked;
