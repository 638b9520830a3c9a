/** A model that breaks the rules. */
@NullMarked
package org.safereturn.referral.architecture.sample.model;

import org.jspecify.annotations.NullMarked;
