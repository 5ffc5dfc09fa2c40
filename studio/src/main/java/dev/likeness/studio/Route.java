package dev.likeness.studio;

import io.helidon.http.Method;
import io.helidon.webserver.http.ServerResponse;
import java.util.Set;

/**
 * One thing that can be asked for: {@code openapi.yaml} has exactly these.
 *
 * @param path under {@code /api}, with its parts in braces
 * @param roles one of which is needed; empty for whoever is logged in
 * @param handler gives the answer
 */
record Route(Method method, String path, Set<Role> roles, Handler handler) {
  /** Answers. */
  @FunctionalInterface
  interface Handler {
    Answer answer(Call call, ServerResponse res);
  }

  /** Answers without writing anything itself. */
  @FunctionalInterface
  interface Plain {
    Answer answer(Call call);
  }

  /** Not compared with another by its digest: a body that is too long, or holds a password. */
  private static final Set<String> ONCE_EACH = Set.of("/files", "/users", "/login", "/logout");

  /** Whether a request with an idempotency key is done once. */
  boolean repeatable() {
    return method.equals(Method.POST) && !ONCE_EACH.contains(path);
  }

  static Route get(String path, Set<Role> roles, Plain handler) {
    return new Route(Method.GET, path, roles, (c, r) -> handler.answer(c));
  }

  static Route post(String path, Set<Role> roles, Plain handler) {
    return new Route(Method.POST, path, roles, (c, r) -> handler.answer(c));
  }

  static Route put(String path, Set<Role> roles, Plain handler) {
    return new Route(Method.PUT, path, roles, (c, r) -> handler.answer(c));
  }

  static Route delete(String path, Set<Role> roles, Plain handler) {
    return new Route(Method.DELETE, path, roles, (c, r) -> handler.answer(c));
  }
}
