/** A package that repeats its parent's name. */
@NullMarked
package org.safereturn.messaging.testkit.architecture.broken.harbour.harbour;

import org.jspecify.annotations.NullMarked;
