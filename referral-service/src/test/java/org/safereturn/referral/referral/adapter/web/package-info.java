/** What HTTP shows of a referral. */
@NullMarked
package org.safereturn.referral.referral.adapter.web;

import org.jspecify.annotations.NullMarked;
