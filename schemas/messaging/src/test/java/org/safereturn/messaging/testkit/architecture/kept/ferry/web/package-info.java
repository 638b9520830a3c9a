/** A web adapter. */
@NullMarked
package org.safereturn.messaging.testkit.architecture.kept.ferry.web;

import org.jspecify.annotations.NullMarked;
