/** The tracing service of one country: SOP Annex 8, family tracing, family assessment, nationality confirmation. */
@NullMarked
package org.safereturn.tracingservice;

import org.jspecify.annotations.NullMarked;
