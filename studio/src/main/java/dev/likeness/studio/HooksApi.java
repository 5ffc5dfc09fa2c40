package dev.likeness.studio;

import java.util.List;
import java.util.Set;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Who is told of what happens. */
final class HooksApi {
  private static final Set<Role> ADMIN = Set.of(Role.ADMIN);

  private final Hooks hooks;
  private final Uploads uploads;

  HooksApi(Hooks hooks, Uploads uploads) {
    this.hooks = hooks;
    this.uploads = uploads;
  }

  List<Route> routes() {
    return List.of(
        Route.get("/hooks", ADMIN, c -> Answer.ok(all())),
        Route.post("/hooks", ADMIN, this::add),
        Route.delete("/hooks/{id}", ADMIN, this::remove));
  }

  private ArrayNode all() {
    ArrayNode all = Views.array();
    hooks.all().forEach(k -> all.add(json(k)));
    return all;
  }

  private static ObjectNode json(Hooks.Hook k) {
    return Views.object().put("id", k.id()).put("url", k.url()).put("created", k.created());
  }

  private Answer add(Call c) {
    String id = uploads.newId();
    String secret = hooks.add(id, Call.text(c.body(), "url"));
    Hooks.Hook made = hooks.all().stream().filter(k -> k.id().equals(id)).findFirst().orElseThrow();
    return Answer.created(json(made).put("secret", secret));
  }

  private Answer remove(Call c) {
    if (!hooks.remove(c.path("id"))) {
      throw new StudioException(StudioException.Code.UNKNOWN, "there is no such hook");
    }
    return new Answer.Empty();
  }
}
