/** Tests that the shipped profiles are complete for this service. */
@NullMarked
package org.safereturn.caseservice.country;

import org.jspecify.annotations.NullMarked;
