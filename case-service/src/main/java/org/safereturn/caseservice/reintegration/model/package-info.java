/** The time after the arrival: status, support, visits and the end of a case; pure Java. */
@NullMarked
package org.safereturn.caseservice.reintegration.model;

import org.jspecify.annotations.NullMarked;
