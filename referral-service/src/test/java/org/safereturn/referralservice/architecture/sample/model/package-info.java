/** A model that breaks the rules. */
@NullMarked
package org.safereturn.referralservice.architecture.sample.model;

import org.jspecify.annotations.NullMarked;
