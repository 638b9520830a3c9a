/** What calculates and breaks a rule. */
@NullMarked
package org.safereturn.messaging.testkit.architecture.broken.figures;

import org.jspecify.annotations.NullMarked;
