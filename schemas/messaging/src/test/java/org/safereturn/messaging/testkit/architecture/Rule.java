package org.safereturn.messaging.testkit.architecture;

import com.tngtech.archunit.lang.ArchRule;

/**
 * One rule of the architecture.
 *
 * @param sentence what must be true
 * @param check    finds what breaks it
 */
public record Rule(String sentence, ArchRule check) {
}
