/** A service in miniature in which each class breaks a rule on purpose. */
@NullMarked
package org.safereturn.messaging.testkit.architecture.broken;

import org.jspecify.annotations.NullMarked;
