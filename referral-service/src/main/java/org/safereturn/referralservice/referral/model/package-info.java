/** The referral of a case to the other country: states, rules and events; pure Java. */
@NullMarked
package org.safereturn.referralservice.referral.model;

import org.jspecify.annotations.NullMarked;
