/** The sending ministry signs every record, and the receiver checks the signature before it trusts the record. */
@NullMarked
package org.safereturn.messaging.signing;

import org.jspecify.annotations.NullMarked;
