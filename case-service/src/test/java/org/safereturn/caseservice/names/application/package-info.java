/** Tests of the keys of names. */
@NullMarked
package org.safereturn.caseservice.names.application;

import org.jspecify.annotations.NullMarked;
