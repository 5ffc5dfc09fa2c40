package dev.likeness.studio;

import dev.likeness.core.Version;
import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.webserver.http.ServerResponse;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Who is logged in, and who has an account. */
final class UsersApi {
  private static final Set<Role> ADMIN = Set.of(Role.ADMIN);

  private final Sessions sessions;
  private final Accounts accounts;

  UsersApi(Sessions sessions, Accounts accounts) {
    this.sessions = sessions;
    this.accounts = accounts;
  }

  List<Route> routes() {
    return List.of(
        new Route(Method.POST, Gatekeeper.LOGIN, Set.of(), this::login),
        new Route(Method.POST, "/logout", Set.of(), this::logout),
        Route.get("/session", Set.of(), this::session),
        Route.put("/session/password", Set.of(), this::ownPassword),
        Route.get("/users", ADMIN, c -> Answer.ok(all())),
        Route.post("/users", ADMIN, this::add),
        Route.put("/users/{name}", ADMIN, this::change));
  }

  private Answer login(Call c, ServerResponse res) {
    String type = c.request().headers().first(HeaderNames.CONTENT_TYPE).orElse("");
    if (!type.startsWith("application/json")) {
      // a form elsewhere could send anything else
      throw Call.bad("to log in, send application/json");
    }
    JsonNode said = c.body();
    String name = accounts.login(Call.text(said, "name"), said.path("password").asString(""));
    res.header("Set-Cookie", cookie(sessions.begin(name)));
    return new Answer.Empty();
  }

  static String cookie(String secret) {
    return Gatekeeper.COOKIE + "=" + secret + "; Path=/; HttpOnly; SameSite=Strict";
  }

  private Answer logout(Call c, ServerResponse res) {
    sessions.end(Gatekeeper.cookie(c.request()));
    res.header("Set-Cookie", cookie("") + "; Max-Age=0");
    return new Answer.Empty();
  }

  private Answer session(Call c) {
    Sessions.Session s =
        sessions
            .find(Gatekeeper.cookie(c.request()))
            .orElseThrow(
                () ->
                    new StudioException(StudioException.Code.UNKNOWN_USER, "the session is over"));
    ObjectNode o = Views.object().put("word", s.csrf()).put("version", Version.current());
    o.put("user", c.user().name()).put("alone", c.user().alone());
    o.set("roles", Views.words(c.user().roles().stream().map(Role::word).sorted().toList()));
    return Answer.ok(o);
  }

  private Answer ownPassword(Call c) {
    JsonNode said = c.body();
    if (c.user().name().equals(User.OPERATOR)) {
      throw Call.bad("whoever came by the terminal's address has no password");
    }
    accounts.login(c.user().name(), said.path("old").asString(""));
    accounts.password(c.user().name(), said.path("new").asString(""));
    sessions.endOf(c.user().name(), Gatekeeper.cookie(c.request()));
    return new Answer.Empty();
  }

  private ArrayNode all() {
    ArrayNode all = Views.array();
    accounts.all().forEach(a -> all.add(json(a)));
    return all;
  }

  private static ObjectNode json(Accounts.Account a) {
    ObjectNode o = Views.object().put("name", a.name()).put("active", a.active());
    o.set("roles", Views.words(a.roles().stream().map(Role::word).sorted().toList()));
    return o.put("created", a.created());
  }

  private Answer add(Call c) {
    JsonNode said = c.body();
    String name = Call.text(said, "name");
    accounts.add(name, roles(said), said.path("password").asString(""));
    return Answer.created(found(name));
  }

  private Answer change(Call c) {
    JsonNode said = c.body();
    String name = c.path("name");
    accounts.change(name, roles(said), said.path("active").asBoolean(true));
    if (said.path("password").isString()) {
      accounts.password(name, said.path("password").asString(""));
      sessions.endOf(name, null);
    }
    return Answer.ok(found(name));
  }

  private ObjectNode found(String name) {
    return accounts.all().stream()
        .filter(a -> a.name().equals(name))
        .findFirst()
        .map(UsersApi::json)
        .orElseThrow(
            () -> new StudioException(StudioException.Code.UNKNOWN, "there is no such account"));
  }

  private static Set<Role> roles(JsonNode said) {
    Set<Role> all = EnumSet.noneOf(Role.class);
    said.path("roles").forEach(r -> all.addAll(Role.of(r.asString(""))));
    return all;
  }
}
