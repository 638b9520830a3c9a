/** The HTTP interface of repatriations and of the alarms about them. */
@NullMarked
package org.safereturn.referralservice.repatriation.web;

import org.jspecify.annotations.NullMarked;
