package org.safereturn.pages.form;

import java.util.List;
import java.util.Map;

import tools.jackson.databind.node.ObjectNode;

/**
 * A form as it was filled in.
 *
 * @param body what is sent
 * @param variables parts of the endpoint's path
 * @param faults what must be put right before anything is sent
 */
public record Entry(ObjectNode body, Map<String, String> variables, List<Fault> faults) {
}
