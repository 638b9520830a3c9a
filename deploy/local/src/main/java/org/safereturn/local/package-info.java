/** Starts the whole system on one machine: broker, registry, document store, identity provider and the services. */
@NullMarked
package org.safereturn.local;

import org.jspecify.annotations.NullMarked;
