/** What can be done with a repatriation, one class per use case. */
@NullMarked
package org.safereturn.referral.repatriation.application;

import org.jspecify.annotations.NullMarked;
