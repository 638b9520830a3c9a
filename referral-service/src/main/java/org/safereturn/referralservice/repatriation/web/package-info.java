/** The HTTP interface of repatriations and of the alarm about unmatched handovers. */
@NullMarked
package org.safereturn.referralservice.repatriation.web;

import org.jspecify.annotations.NullMarked;
