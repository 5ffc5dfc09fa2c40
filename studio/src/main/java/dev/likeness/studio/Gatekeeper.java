package dev.likeness.studio;

import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.http.Status;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import io.helidon.webserver.http.ServerRequest;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Stands before every answer: only requests that name this host pass (no page elsewhere can reach
 * in by a name of its own), the interface only with a session, changes only with the session's word
 * repeated in a header, which no page elsewhere can read. Leaves the {@link User} in the request's
 * context.
 */
final class Gatekeeper implements Filter {
  static final String COOKIE = "likeness";
  static final String WORD = "X-Likeness-Word";

  /** The one thing under {@code /api} that a stranger may ask for. */
  static final String LOGIN = "/login";

  static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; media-src 'self' blob:;"
          + " connect-src 'self'; frame-src 'self'; form-action 'none'; base-uri 'none';"
          + " frame-ancestors 'none'";

  private static final Set<String> HOSTS = Set.of("127.0.0.1", "localhost", "[::1]");

  private final Sessions sessions;
  private final Accounts accounts;

  Gatekeeper(Sessions sessions, Accounts accounts) {
    this.sessions = sessions;
    this.accounts = accounts;
  }

  @Override
  public void filter(FilterChain chain, RoutingRequest req, RoutingResponse res) {
    res.header("X-Content-Type-Options", "nosniff");
    res.header("X-Frame-Options", "DENY");
    res.header("Referrer-Policy", "no-referrer");
    res.header("Cache-Control", "no-store");
    res.header("Cross-Origin-Resource-Policy", "same-origin");
    res.header("Content-Security-Policy", POLICY);
    String host = req.authority().replaceFirst(":\\d+$", "");
    if (!HOSTS.contains(host)) {
      Problems.send(res, Status.FORBIDDEN_403, "this studio is at home at 127.0.0.1 only");
      return;
    }
    String path = req.path().path();
    if (path.startsWith("/api") && !path.equals("/api" + LOGIN)) {
      Optional<Sessions.Session> session = sessions.find(cookie(req));
      Optional<User> user = session.flatMap(s -> accounts.user(s.user()));
      if (session.isEmpty() || user.isEmpty()) {
        Problems.send(
            res,
            Status.UNAUTHORIZED_401,
            "log in, or open the address that 'likeness studio' shows");
        return;
      }
      Method m = req.prologue().method();
      String word = req.headers().first(HeaderNames.create(WORD)).orElse("");
      if (m != Method.GET && m != Method.HEAD && !Sessions.same(word, session.get().csrf())) {
        Problems.send(res, Status.FORBIDDEN_403, "the header " + WORD + " is missing or wrong");
        return;
      }
      req.context().register(user.get());
    }
    chain.proceed();
  }

  static @Nullable String cookie(ServerRequest req) {
    return req.headers().cookies().first(COOKIE).orElse(null);
  }
}
