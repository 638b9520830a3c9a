package org.safereturn.referralservice.running;

import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.safereturn.access.identity.Actor;
import org.safereturn.access.identity.Role;
import org.safereturn.access.testing.Tokens;
import org.safereturn.messaging.sealing.CaseKey;
import org.safereturn.messaging.testkit.PeerMinistry;
import org.safereturn.referral.v1.ReferralContent;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/** Which referrals are offered to who declines one as a duplicate. */
class DuplicatesTest {

    private final RunningService service = RunningService.of("KH");
    private final PeerMinistry peer = RunningService.ministry("TH");
    private final Actor intake = Desk.intake("KH");
    private final String family = "Thong" + UUID.randomUUID().toString().replaceAll("[^a-f]", "");

    @Test
    void those_of_the_same_name_that_go_on_are_offered_with_what_speaks_for_them() {
        Sent sent = received("Somchai " + family);
        Sent same = received(family + " Somchai");
        Sent other = received("Dara Testperson");
        List<JsonNode> items = offered(sent);
        assertThat(references(items)).contains(same.ref()).doesNotContain(sent.ref(), other.ref());
        assertThat(items.getFirst().path("nameOwnScript").asString("")).isEqualTo(family + " Somchai");
        assertThat(items.getFirst().path("reasons")).isNotEmpty();

        Desk.post(service, path(same, "opening"), Map.of(), 200);
        Desk.post(service, path(same, "declination"), Map.of("reason", "OUT_OF_SCOPE"), 200);
        assertThat(references(offered(sent))).doesNotContain(same.ref());
    }

    @Test
    void nobody_is_told_of_the_referrals_of_others_that_may_be_of_the_same_person() {
        Sent sent = received("Somchai " + family);
        Sent theirs = received("Somchai " + family);
        Desk.post(service, path(theirs, "opening"), Map.of(), 200);
        Desk.post(service, path(theirs, "acceptance"), Map.of("unit", "KH-DVP"), 200);
        Actor stranger = new Actor("kh-case-" + UUID.randomUUID(), Role.CASE_MANAGER.name(), "KH-ELSEWHERE", "KH");
        assertThat(Desk.status(service, stranger, path(theirs, "same-person"))).isEqualTo(404);
        assertThat(Desk.status(service, stranger, "/referrals/" + UUID.randomUUID() + "/same-person")).isEqualTo(404);
        assertThat(Desk.status(service, Tokens.actor(Role.TRACING_OFFICER, "KH"), path(sent, "same-person"))).isEqualTo(403);
    }

    private List<JsonNode> offered(Sent sent) {
        return Desk.read(service, intake, path(sent, "same-person")).path("items").valueStream().toList();
    }

    private static List<String> references(List<JsonNode> items) {
        return items.stream().map(item -> item.path("caseRef").asString("")).toList();
    }

    private static String path(Sent sent, String what) {
        return "/referrals/" + sent.ref() + "/" + what;
    }

    private Sent received(String name) {
        Sent sent = Sent.newCase("TH", "KH");
        CaseKey key = peer.newCaseKey();
        peer.sendCaseKey(sent.ref(), key, "KH");
        peer.send(peer.topic("exchange", "referral"), sent.ref(), sent.submitted(1, peer.seal(key, sent.ref(),
                ReferralContent.newBuilder(sent.content()).setNameOwnScript(name).build())), "KH");
        Desk.awaitReferral(service, sent, node -> node.at("/content/nameOwnScript").asString("").equals(name));
        return sent;
    }
}
