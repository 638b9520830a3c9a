/** What the HTTP interfaces of both features share. */
@NullMarked
package org.safereturn.referral.adapter.web;

import org.jspecify.annotations.NullMarked;
