/** The words that referral and repatriation share; pure Java. */
@NullMarked
package org.safereturn.referral.model;

import org.jspecify.annotations.NullMarked;
