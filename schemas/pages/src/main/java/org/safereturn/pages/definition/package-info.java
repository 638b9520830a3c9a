/** The pages of a service as data: lists, records and forms. */
@NullMarked
package org.safereturn.pages.definition;

import org.jspecify.annotations.NullMarked;
