/** Signing in from the command line over the JDK's HTTP client, for the demo, the benchmarks and the tests. */
@NullMarked
package org.safereturn.local.client;

import org.jspecify.annotations.NullMarked;
