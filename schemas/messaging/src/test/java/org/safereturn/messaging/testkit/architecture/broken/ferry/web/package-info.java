/** Web adapters that break a rule. */
@NullMarked
package org.safereturn.messaging.testkit.architecture.broken.ferry.web;

import org.jspecify.annotations.NullMarked;
