/** The live page: its texts and languages, who may see it, and what keeps it current. */
@NullMarked
package org.safereturn.monitoringservice.page;

import org.jspecify.annotations.NullMarked;
