/** A service in miniature that keeps every rule. */
@NullMarked
package org.safereturn.messaging.testkit.architecture.kept;

import org.jspecify.annotations.NullMarked;
