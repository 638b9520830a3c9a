/** Figures of journeys and counts: what is counted, the indicators, and which small cells are hidden. */
@NullMarked
package org.safereturn.monitoringservice.figures;

import org.jspecify.annotations.NullMarked;
