package org.safereturn.access.description;

import java.nio.file.Path;

import org.safereturn.access.testing.ApiFiles;

/** Where the descriptions of the sample services stand, so that a change of the generator can be read as a difference. */
public final class SampleDescriptions {

    /** In this module. */
    public static final Path FOLDER = ApiFiles.folder().resolveSibling("access/src/test/apis");

    private SampleDescriptions() {}
}
