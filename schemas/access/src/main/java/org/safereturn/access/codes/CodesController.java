package org.safereturn.access.codes;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.safereturn.access.identity.Access;
import org.safereturn.access.identity.PurposeOfUse;
import org.safereturn.access.identity.Role;
import org.safereturn.access.text.Labels;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Tells every signed-in caller what the codes mean. */
@RestController
@Tag(name = "codes", description = "Code lists and their labels in English, Khmer and Thai")
public final class CodesController {

    private final CodeLists codes;

    /** Shows these labels. */
    CodesController(Labels labels) {
        this.codes = new CodeLists(labels.lists().entrySet().stream().map(list -> new CodeList(list.getKey(),
                list.getValue().entrySet().stream().map(code -> new CodeLabel(code.getKey(),
                        code.getValue().entrySet().stream().collect(Collectors.toMap(
                                label -> label.getKey().getLanguage(), Map.Entry::getValue, (one, _) -> one, TreeMap::new)))).toList())).toList());
    }

    /** Every code list. */
    record CodeLists(List<CodeList> lists) {
    }

    /** One code list, by its full name. */
    record CodeList(String name, List<CodeLabel> codes) {
    }

    /** A code and its label by language: en, km, th. */
    record CodeLabel(String code, Map<String, String> labels) {
    }

    @Operation(summary = "Reads the code lists with their labels in every language")
    @ApiResponse(responseCode = "200", description = "The code lists", useReturnTypeSchema = true)
    @Access(roles = {Role.INTAKE_OFFICER, Role.CASE_MANAGER, Role.SUPERVISOR, Role.TRACING_OFFICER,
        Role.RECEPTION_OFFICER, Role.ME_OFFICER, Role.OPERATOR, Role.ADMINISTRATOR, Role.MINISTRY_SYSTEM,
        Role.DATA_PROTECTION_OFFICER, Role.OBSERVER}, purpose = PurposeOfUse.OPERATION, personal = false)
    @GetMapping("/codes")
    CodeLists read() {
        return codes;
    }
}
