/** The case service: the file of a case on its way through the agreed flow, reintegration and monitoring visits. */
@NullMarked
package org.safereturn.caseservice;

import org.jspecify.annotations.NullMarked;
