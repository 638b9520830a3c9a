/** What officers and the other ministry's messages can make happen, one class a use case. */
@NullMarked
package org.safereturn.tracingservice.tracing.application;

import org.jspecify.annotations.NullMarked;
