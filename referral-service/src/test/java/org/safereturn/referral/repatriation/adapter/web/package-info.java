/** What HTTP shows of a return. */
@NullMarked
package org.safereturn.referral.repatriation.adapter.web;

import org.jspecify.annotations.NullMarked;
