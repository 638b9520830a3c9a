/** The register of crossing points: what each ministry says of its own side of each of them. It is about places, never about persons. */
@NullMarked
package org.safereturn.caseservice.crossing;

import org.jspecify.annotations.NullMarked;
