/** The case file over HTTP, for officers and ministry systems alike. */
@NullMarked
package org.safereturn.casefile.adapter.web;

import org.jspecify.annotations.NullMarked;
