package org.safereturn.access.scope;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.safereturn.access.scope.TemporaryReading.Accesses;
import org.safereturn.access.scope.TemporaryReading.Told;
import org.safereturn.casefile.v1.TemporaryAccessReason;
import org.safereturn.casefile.v1.TemporaryAccessRecorded;
import org.safereturn.casefile.v1.TemporaryAccessState;
import org.safereturn.exchange.v1.ActorReference;
import org.safereturn.messaging.aggregate.StateMapper;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.safereturn.casefile.v1.TemporaryAccessState.ENDED;
import static org.safereturn.casefile.v1.TemporaryAccessState.GRANTED;

class TemporaryReadingTest {

    private static final Instant START = Instant.parse("2026-11-26T08:00:00Z");
    private static final Duration A_DAY = Duration.ofHours(24);
    private static final String READER = "kh-case-9";
    private static final String APPROVER = "kh-supervisor-1";

    @Test
    void it_lets_the_one_officer_read_from_its_first_moment_until_its_time_is_over() {
        Accesses granted = after(told(1, GRANTED));
        assertThat(granted.lets(READER, START.minusMillis(1))).isFalse();
        assertThat(granted.lets(READER, START)).isTrue();
        assertThat(granted.lets(READER, START.plus(A_DAY).minusMillis(1))).isTrue();
        assertThat(granted.lets(READER, START.plus(A_DAY))).isFalse();
        assertThat(granted.lets("kh-case-8", START)).isFalse();
        assertThat(granted.lets(APPROVER, START)).isFalse();
        assertThat(Accesses.NONE.lets(READER, START)).isFalse();
    }

    @Test
    void taken_back_it_stays_so_in_whatever_order_and_however_often_it_is_told() {
        assertThat(after(told(1, GRANTED), told(1, ENDED)).lets(READER, START)).isFalse();
        assertThat(after(told(1, ENDED), told(1, GRANTED)).lets(READER, START)).isFalse();
        assertThat(after(told(1, GRANTED), told(1, ENDED), told(1, GRANTED))).isEqualTo(after(told(1, ENDED)));
        assertThat(after(told(1, GRANTED), told(1, GRANTED))).isEqualTo(after(told(1, GRANTED)));
    }

    @Test
    void a_later_access_stands_beside_one_that_was_taken_back() {
        assertThat(after(told(2, GRANTED), told(1, GRANTED), told(1, ENDED)).lets(READER, START)).isTrue();
    }

    @Test
    void nobody_grants_it_to_themselves() {
        TemporaryAccessRecorded alone = TemporaryAccessRecorded.newBuilder(told(1, GRANTED))
                .setGrantedBy(officer(READER)).build();
        assertThat(after(alone).lets(READER, START)).isFalse();
    }

    @ParameterizedTest
    @EnumSource(value = TemporaryAccessState.class, mode = EnumSource.Mode.EXCLUDE, names = "GRANTED")
    void what_is_not_known_to_be_granted_opens_nothing(TemporaryAccessState state) {
        assertThat(after(told(1, state)).lets(READER, START)).isFalse();
    }

    @Test
    void it_is_stored_and_read_back_as_it_was() {
        Accesses granted = after(told(1, GRANTED), told(2, ENDED));
        JsonMapper mapper = StateMapper.create();
        assertThat(mapper.treeToValue(mapper.valueToTree(granted), Accesses.class)).isEqualTo(granted);
    }

    private static Accesses after(TemporaryAccessRecorded... told) {
        return Arrays.stream(told).map(Told::of).reduce(Accesses.NONE, Accesses::and, (_, last) -> last);
    }

    private static TemporaryAccessRecorded told(int number, TemporaryAccessState state) {
        return TemporaryAccessRecorded.newBuilder().setCaseRef(UUID.fromString("7b1a2f0e-5c7d-4f3a-9d5e-0c1b2a3d4e5f"))
                .setCaseVersion(number).setHostCountry("KH").setOriginCountry("TH").setResultingState(state)
                .setOccurredAt(START).setActor(officer(APPROVER)).setNumber(number).setGrantedTo(officer(READER))
                .setGrantedBy(officer(APPROVER)).setReason(TemporaryAccessReason.EMERGENCY).setStartsAt(START)
                .setEndsAt(START.plus(A_DAY)).build();
    }

    private static ActorReference officer(String reference) {
        return new ActorReference(reference, "CASE_MANAGER", "KH-UNIT-9", "KH");
    }
}
