/** A use case that breaks the rules. */
@NullMarked
package org.safereturn.referralservice.architecture.sample.application;

import org.jspecify.annotations.NullMarked;
