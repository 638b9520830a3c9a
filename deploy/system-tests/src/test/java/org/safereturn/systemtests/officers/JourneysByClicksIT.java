package org.safereturn.systemtests.officers;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.safereturn.local.LocalSystem;
import org.safereturn.local.Progress;
import org.safereturn.local.Settings;
import org.safereturn.pages.testing.Chromium;
import org.safereturn.systemtests.officers.Journey.Person;

import static org.assertj.core.api.Assertions.assertThat;

/** Whole journeys on the officers' pages of the running system, as people play them. */
@Timeout(value = 6, unit = TimeUnit.MINUTES)
class JourneysByClicksIT {

    private static final Path TARGET = Path.of(System.getProperty("safereturn.root")).resolve("deploy/system-tests/target");
    private static final String ASKED = System.getProperty(Languages.PROPERTY, "");
    private static final Person SOKHA = new Person("សុខា អ្នកសាកល្បង", "Sokha Testperson");
    private static final Person MALEE = new Person("มาลี ตัวอย่าง", "Malee Samplename");

    @TempDir
    static Path folder;

    private static LocalSystem system;
    private static Office office;

    /** What the officers had before them when something went wrong. */
    @RegisterExtension
    final AfterTestExecutionCallback screens = test -> {
        if (test.getExecutionException().isPresent()) {
            office.keep(TARGET.resolve("screens").resolve(test.getRequiredTestMethod().getName()
                    + test.getDisplayName().replaceAll("[^a-z]+", "-")));
        }
    };

    @BeforeAll
    static void start_everything() throws InterruptedException {
        String chromium = Chromium.program();
        Settings isolated = Settings.isolated(Path.of(System.getProperty("safereturn.root")), folder);
        system = LocalSystem.start(isolated.withLogs(TARGET.resolve("journeys-logs")), new Progress(System.out));
        office = new Office(system.settings(), chromium);
    }

    @AfterAll
    static void stop_everything() {
        if (office != null) {
            office.close();
        }
        if (system != null) {
            system.close();
        }
    }

    @AfterEach
    void go_home() {
        office.clear();
    }

    static List<Languages> own() {
        return Languages.asked(ASKED, Languages.OWN);
    }

    static List<Languages> english() {
        return Languages.asked(ASKED, Languages.ENGLISH);
    }

    /** Scenario 1, read in Thai and in Khmer when no other languages are asked for. */
    @ParameterizedTest
    @MethodSource("own")
    void thailand_refers_an_adult_and_cambodia_finds_a_family_that_can_care(Languages languages) {
        Journey journey = new Journey(office, SOKHA, Ministry.THAILAND, Ministry.CAMBODIA, languages).opened().referred()
                .accepted().notHandedOverYet().resultIssued().acknowledged().proposed("FAMILY").confirmed().handedOver()
                .arrived().takenOver().told("RECOVERY").told("REINTEGRATION").told("MONITORING").visited().closed();
        System.out.println("Thailand to Cambodia (" + languages + "): " + journey.tally());
        assertThat(office.faults()).isEmpty();
    }

    /** Scenario 6, read in English when no other languages are asked for. */
    @ParameterizedTest
    @MethodSource("english")
    void cambodia_refers_an_adult_who_chooses_the_shelter_and_later_the_community(Languages languages) {
        Journey journey = new Journey(office, MALEE, Ministry.CAMBODIA, Ministry.THAILAND, languages).opened().referred()
                .accepted().resultIssued().acknowledged().proposed("SHELTER").confirmed().handedOver().arrived().takenOver()
                .inTheShelter().told("RECOVERY").inTheCommunity().told("REINTEGRATION").told("MONITORING").visited().closed();
        System.out.println("Cambodia to Thailand (" + languages + "): " + journey.tally());
        assertThat(office.faults()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("english")
    void a_person_who_cannot_wait_for_the_result_is_handed_over_with_an_authority_and_a_second_officer(Languages languages) {
        Journey journey = new Journey(office, SOKHA, Ministry.THAILAND, Ministry.CAMBODIA, languages).opened().referred()
                .accepted().notHandedOverYet().handedOverInEmergency().arrived();
        System.out.println("Handed over in an emergency (" + languages + "): " + journey.tally());
        assertThat(office.faults()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("english")
    void a_case_is_opened_referred_and_accepted_without_script(Languages languages) {
        Journey journey = new Journey(office, SOKHA, Ministry.THAILAND, Ministry.CAMBODIA, languages)
                .withoutScript(Ministry.THAILAND, "intake").withoutScript(Ministry.CAMBODIA, "supervisor").opened().referred()
                .accepted();
        System.out.println("Opened, referred and accepted without script (" + languages + "): " + journey.tally());
        assertThat(office.faults()).isEmpty();
    }
}
