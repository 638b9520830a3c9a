/** What makes this service one country's: its profile, validated before anything is wired. */
@NullMarked
package org.safereturn.caseservice.country;

import org.jspecify.annotations.NullMarked;
