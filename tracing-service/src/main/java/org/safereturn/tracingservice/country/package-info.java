/** What this service needs to know about its own country, checked before anything is wired. */
@NullMarked
package org.safereturn.tracingservice.country;

import org.jspecify.annotations.NullMarked;
