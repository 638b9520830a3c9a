/** What HTTP shows of a return. */
@NullMarked
package org.safereturn.referralservice.repatriation.web;

import org.jspecify.annotations.NullMarked;
