/** The return of a person: decision, arrangement, handover and arrival; pure Java. */
@NullMarked
package org.safereturn.referralservice.repatriation.model;

import org.jspecify.annotations.NullMarked;
