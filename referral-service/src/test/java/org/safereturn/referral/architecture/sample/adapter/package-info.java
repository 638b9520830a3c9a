/** An adapter that breaks the rules. */
@NullMarked
package org.safereturn.referral.architecture.sample.adapter;

import org.jspecify.annotations.NullMarked;
