package org.safereturn.benchmarks;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.model.Filters;
import org.bson.Document;

/**
 * Several times as many referrals as the system carries, from somebody who does not wait when told to; then a steady pace
 * again. Whoever is turned away makes room for the next, so a case that was turned away is offered again later.
 */
final class Overload {

    static final int TIMES = 5;

    /** More than the door may take meanwhile, so that there is always a case to refer. */
    private static final double CASES_FOR_EACH_EXPECTED = 1.5;
    /** One address may have more connections than this. */
    private static final int IN_FLIGHT_CAP = 900;
    private static final Duration LONGEST_WAY = Duration.ofMinutes(2);
    private static final int CREATED = 201;
    private static final int AT_ONCE = 1000;

    private final Target target;
    private final Sender sender;
    private final Cases cases;
    private final Exchange.Plan plan;

    Overload(Target target, Sender sender, Cases cases, Exchange.Plan plan) {
        this.target = target;
        this.sender = sender;
        this.cases = cases;
        this.plan = plan;
    }

    /** What became of one request. */
    enum Fate {
        ACCEPTED,
        /** Told to come later. */
        TURNED_AWAY,
        /** No answer in time, or a lost connection. */
        UNANSWERED,
        /** Any other answer. */
        OTHER
    }

    /**
     * One request.
     *
     * @param due when it was to be sent, by {@link System#nanoTime()}
     * @param ended when it was answered or given up
     */
    record Offer(String caseRef, long due, long ended, Fate fate) {

        double milliseconds() {
            return (ended - due) / 1e6;
        }
    }

    Overloaded run(double sustained) throws InterruptedException, ExecutionException {
        sender.signIn();
        double perSecond = TIMES * sustained;
        int afterwards = Math.toIntExact(plan.perSecond() * plan.afterwards().toSeconds());
        List<String> opened = cases.open((int) Math.ceil(
                sustained * plan.overload().toMillis() / 1000 * CASES_FOR_EACH_EXPECTED) + IN_FLIGHT_CAP + afterwards);
        sender.signIn();
        try (Receipts receipts = new Receipts(target, opened)) {
            Queue<String> pool = new ConcurrentLinkedQueue<>(opened);
            List<CompletableFuture<Offer>> sent = send(pool, perSecond, plan.overload());
            List<CompletableFuture<Offer>> sentAfterwards = send(pool, plan.perSecond(), plan.afterwards());
            List<Offer> offers = ended(sent);
            List<Offer> usual = ended(sentAfterwards);
            List<Offer> all = new ArrayList<>(offers);
            all.addAll(usual);
            List<String> accepted = all.stream().filter(each -> each.fate() == Fate.ACCEPTED).map(Offer::caseRef).toList();
            int missing = receipts.missing(accepted, LONGEST_WAY);
            int lost = Math.max(missing, accepted.size() - inTheInbox(accepted));
            return new Overloaded(perSecond, offers, lost, inTheInbox(List.copyOf(pool)),
                    Recovery.seconds(usual, each -> receipts.isSeen(each) ? receipts.of(each).stored() : Long.MAX_VALUE));
        }
    }

    /** Sends one request every {@code 1 / perSecond} seconds. */
    private List<CompletableFuture<Offer>> send(Queue<String> pool, double perSecond, Duration length)
            throws InterruptedException {
        Semaphore room = new Semaphore(IN_FLIGHT_CAP);
        List<CompletableFuture<Offer>> offers = new ArrayList<>();
        long start = System.nanoTime();
        int count = (int) (perSecond * length.toMillis() / 1000);
        for (int i = 0; i < count; i++) {
            long due = start + (long) (i * 1e9 / perSecond);
            while (System.nanoTime() < due) {
                LockSupport.parkNanos(Math.max(50_000, due - System.nanoTime()));
            }
            room.acquire();
            String caseRef = pool.poll();
            if (caseRef == null) {
                throw new IllegalStateException("The system took more under overload than it sustained before; "
                        + "there are no more cases to refer.");
            }
            offers.add(sender.postOnce(target.senderReferrals(), "/referrals", Cases.referral(caseRef))
                    .handle((reply, error) -> {
                        Fate fate = error == null ? fate(reply) : Fate.UNANSWERED;
                        if (fate == Fate.TURNED_AWAY) {
                            pool.add(caseRef);
                        }
                        room.release();
                        return new Offer(caseRef, due, System.nanoTime(), fate);
                    }));
        }
        return offers;
    }

    private static List<Offer> ended(List<CompletableFuture<Offer>> offers) throws InterruptedException, ExecutionException {
        List<Offer> ended = new ArrayList<>();
        for (CompletableFuture<Offer> each : offers) {
            ended.add(each.get());
        }
        return ended;
    }

    private static Fate fate(HttpResponse<String> reply) {
        if (reply.statusCode() == CREATED) {
            return Fate.ACCEPTED;
        }
        return Sender.retryAfter(reply).isPresent() ? Fate.TURNED_AWAY : Fate.OTHER;
    }

    /** How many of these the receiver has. */
    private int inTheInbox(List<String> caseRefs) {
        int found = 0;
        try (MongoClient client = MongoClients.create(target.receiverStore())) {
            for (int from = 0; from < caseRefs.size(); from += AT_ONCE) {
                Collection<String> some = caseRefs.subList(from, Math.min(caseRefs.size(), from + AT_ONCE));
                found += client.getDatabase(target.receiverDatabase()).getCollection("referrals")
                        .find(Filters.in("_id", some)).projection(new Document("_id", 1)).into(new ArrayList<>()).size();
            }
        }
        return found;
    }
}
