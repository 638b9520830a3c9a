/** What HTTP shows of a referral. */
@NullMarked
package org.safereturn.referralservice.referral.web;

import org.jspecify.annotations.NullMarked;
