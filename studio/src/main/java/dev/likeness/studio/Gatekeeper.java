package dev.likeness.studio;

import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.http.Status;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Stands before every answer: only requests that name this host pass (no page elsewhere can reach
 * in by a name of its own), the interface only with a session, changes only with the session's word
 * repeated in a header, which no page elsewhere can read.
 */
final class Gatekeeper implements Filter {
  static final String COOKIE = "likeness";
  static final String WORD = "X-Likeness-Word";

  private static final Set<String> HOSTS = Set.of("127.0.0.1", "localhost", "[::1]");

  private final Sessions sessions;

  Gatekeeper(Sessions sessions) {
    this.sessions = sessions;
  }

  @Override
  public void filter(FilterChain chain, RoutingRequest req, RoutingResponse res) {
    res.header("X-Content-Type-Options", "nosniff");
    res.header("X-Frame-Options", "DENY");
    res.header("Referrer-Policy", "no-referrer");
    res.header("Cache-Control", "no-store");
    res.header("Cross-Origin-Resource-Policy", "same-origin");
    res.header(
        "Content-Security-Policy",
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; media-src 'self';"
            + " connect-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'");
    String host = req.authority().replaceFirst(":\\d+$", "");
    if (!HOSTS.contains(host)) {
      Problems.send(res, Status.FORBIDDEN_403, "this studio is at home at 127.0.0.1 only");
      return;
    }
    if (req.path().path().startsWith("/api")) {
      Optional<Sessions.Session> session = sessions.find(cookie(req));
      if (session.isEmpty()) {
        Problems.send(
            res, Status.UNAUTHORIZED_401, "open the address that 'likeness studio' shows");
        return;
      }
      Method m = req.prologue().method();
      String word = req.headers().first(HeaderNames.create(WORD)).orElse("");
      if (m != Method.GET && m != Method.HEAD && !Sessions.same(word, session.get().csrf())) {
        Problems.send(res, Status.FORBIDDEN_403, "the header " + WORD + " is missing or wrong");
        return;
      }
    }
    chain.proceed();
  }

  static @Nullable String cookie(RoutingRequest req) {
    return req.headers().cookies().first(COOKIE).orElse(null);
  }
}
