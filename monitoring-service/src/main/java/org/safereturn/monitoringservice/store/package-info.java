/** Where the views are kept: in MongoDB, kept up to date as events arrive, and made again from the first event. */
@NullMarked
package org.safereturn.monitoringservice.store;

import org.jspecify.annotations.NullMarked;
