package org.safereturn.pages.session;

import java.util.LinkedHashMap;
import java.util.Map;

import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * The drafts of a session, in the memory of the service and nowhere else; the oldest goes when there are too many. They
 * end with the session and with the process.
 */
public final class Drafts {

    private static final String NAME = Drafts.class.getName();
    private static final int MOST = 10;

    private Drafts() {
    }

    /** The draft of this key, if it is this officer's and of this form and case. */
    public static Mono<Draft> find(ServerWebExchange exchange, String key, String officer, String form, String ref) {
        return exchange.getSession().mapNotNull(session -> session.<Map<String, Draft>>getAttribute(NAME))
                .mapNotNull(all -> all.get(key))
                .filter(draft -> draft.officer().equals(officer) && draft.form().equals(form) && draft.ref().equals(ref));
    }

    /** Keeps a draft. */
    public static Mono<Draft> keep(ServerWebExchange exchange, Draft draft) {
        return exchange.getSession().map(session -> {
            Map<String, Draft> all = new LinkedHashMap<>(session.getAttributeOrDefault(NAME, Map.<String, Draft>of()));
            all.remove(draft.key());
            all.put(draft.key(), draft);
            if (all.size() > MOST) {
                all.remove(all.keySet().iterator().next());
            }
            session.getAttributes().put(NAME, all);
            return draft;
        });
    }

    /** Forgets a draft that was sent. */
    public static Mono<Void> forget(ServerWebExchange exchange, String key) {
        return exchange.getSession().doOnNext(session -> {
            Map<String, Draft> all = new LinkedHashMap<>(session.getAttributeOrDefault(NAME, Map.<String, Draft>of()));
            all.remove(key);
            session.getAttributes().put(NAME, all);
        }).then();
    }
}
