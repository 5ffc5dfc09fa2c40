package dev.likeness.studio;

import dev.likeness.flow.Home;
import dev.likeness.provenance.AuditLog;
import io.helidon.http.Method;
import io.helidon.webserver.http.ServerResponse;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What happens, and what has happened. */
final class LogApi {
  private static final int LISTED = 200;
  private static final Set<Role> LOOK = Set.of(Role.REVIEWER, Role.ADMIN);

  private final Home home;
  private final Clock clock;
  private final News news;
  private final Accounts accounts;
  private final Sessions sessions;

  // No monitor: on Java 21 a virtual thread that waits for one keeps its carrier.
  private final ReentrantLock saying = new ReentrantLock();

  /** What was said last, and to whom. */
  private News.@Nullable All of;

  private final Map<String, String> texts = new HashMap<>();

  LogApi(Home home, Clock clock, News news, Accounts accounts, Sessions sessions) {
    this.home = home;
    this.clock = clock;
    this.news = news;
    this.accounts = accounts;
    this.sessions = sessions;
  }

  List<Route> routes() {
    return List.of(
        new Route(Method.GET, "/events", Set.of(), this::events),
        Route.get("/log", LOOK, c -> Answer.ok(last())));
  }

  private Answer events(Call c, ServerResponse res) {
    String session = Gatekeeper.cookie(c.request());
    String name = c.user().name();
    return news.tell(res, () -> sessions.find(session).isPresent(), all -> said(all, name));
  }

  /** What somebody may hear, made once for all their pages; empty where they may not any more. */
  @SuppressWarnings("ReferenceEquality") // another one is other news
  private String said(News.All all, String name) {
    saying.lock();
    try {
      if (of != all) {
        of = all;
        texts.clear();
      }
      String known = texts.get(name);
      if (known == null) {
        known = accounts.user(name).map(u -> Views.news(all, u).toString()).orElse("");
        texts.put(name, known);
      }
      return known;
    } finally {
      saying.unlock();
    }
  }

  private ArrayNode last() {
    Deque<AuditLog.Entry> last = new ArrayDeque<>();
    home.audit(clock)
        .read(
            e -> {
              last.addFirst(e);
              if (last.size() > LISTED) {
                last.removeLast();
              }
            });
    ArrayNode all = Views.array();
    for (AuditLog.Entry e : last) {
      ObjectNode o = all.addObject();
      o.put("entry", e.sequence()).put("time", e.time().toString()).set("event", e.body());
    }
    return all;
  }
}
