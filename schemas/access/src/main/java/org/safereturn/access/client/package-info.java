/** Signing in from the command line with nothing but the JDK's HTTP client, for the demo and the benchmarks. */
@NullMarked
package org.safereturn.access.client;

import org.jspecify.annotations.NullMarked;
