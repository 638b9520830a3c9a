/** What the exchange consists of: the catalogue of topics, the schemas of their records and their registration. */
@NullMarked
package org.safereturn.events;

import org.jspecify.annotations.NullMarked;
