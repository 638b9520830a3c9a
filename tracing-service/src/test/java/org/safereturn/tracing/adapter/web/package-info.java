/** What callers read and are told. */
@NullMarked
package org.safereturn.tracing.adapter.web;

import org.jspecify.annotations.NullMarked;
