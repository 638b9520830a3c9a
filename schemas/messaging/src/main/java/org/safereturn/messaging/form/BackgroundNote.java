package org.safereturn.messaging.form;

/** The note at the top of a form that tells its purpose and for whom it is. */
public enum BackgroundNote {
    /** Both countries agreed on a note, and it has not been given to us. */
    AGREED_NOT_GIVEN,
    /** None was agreed, as far as is known. */
    NONE_AGREED
}
