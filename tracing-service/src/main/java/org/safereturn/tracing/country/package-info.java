/** What this service needs to know about its own country, checked before anything is wired. */
@NullMarked
package org.safereturn.tracing.country;

import org.jspecify.annotations.NullMarked;
