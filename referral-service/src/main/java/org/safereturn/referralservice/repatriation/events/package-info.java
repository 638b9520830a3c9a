/** What is said and heard about returns, and the sealed needs for a journey. */
@NullMarked
package org.safereturn.referralservice.repatriation.events;

import org.jspecify.annotations.NullMarked;
