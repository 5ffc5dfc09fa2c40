package dev.likeness.studio;

import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.databind.node.ObjectNode;

/**
 * Tells addresses elsewhere what happens. Each message is kept until it was taken, and tried again
 * a few times, ever later; it bears {@code Likeness-Signature: t=SECONDS,v1=HEX}, the HMAC-SHA-256
 * of {@code SECONDS.BODY} with the hook's secret. Thread-safe.
 */
final class Hooks {
  /** Tried so often, the last time after about a day. */
  static final int MOST = 9;

  private static final int MOST_HOOKS = 20;
  private static final System.Logger LOG = System.getLogger(Hooks.class.getName());

  private final Database db;
  private final Clock clock;
  private final HookPost post;

  Hooks(Database db, Clock clock, HookPost post) {
    this.db = db;
    this.clock = clock;
    this.post = post;
  }

  /** A hook, without its secret. */
  record Hook(String id, String url, String created) {}

  private record Message(String url, String secret, String body, int attempts) {}

  /**
   * Makes one.
   *
   * @return its secret
   * @throws StudioException BAD_REQUEST where the address cannot be told anything
   */
  String add(String id, String url) {
    post.require(address(url));
    String secret = Uploads.chance(32);
    db.run(
        h -> {
          int n = h.createQuery("SELECT COUNT(*) FROM hooks").mapTo(Integer.class).one();
          if (n >= MOST_HOOKS) {
            throw new StudioException(
                StudioException.Code.CONFLICT, "there are %d hooks already".formatted(n));
          }
          h.execute(
              "INSERT INTO hooks (id, url, secret, created) VALUES (?, ?, ?, ?)",
              id,
              url,
              secret,
              clock.instant().toString());
        });
    return secret;
  }

  private static URI address(String url) {
    try {
      return URI.create(url);
    } catch (IllegalArgumentException e) {
      throw Call.bad("'url' is no address");
    }
  }

  List<Hook> all() {
    return db.get(
        h ->
            h.createQuery("SELECT id, url, created FROM hooks ORDER BY created")
                .map(
                    (r, c) ->
                        new Hook(r.getString("id"), r.getString("url"), r.getString("created")))
                .list());
  }

  boolean remove(String id) {
    return db.get(
        h -> {
          h.execute("DELETE FROM messages WHERE hook = ?", id);
          return h.execute("DELETE FROM hooks WHERE id = ?", id) == 1;
        });
  }

  /** Keeps a message for every hook; {@link #open} has them. */
  void tell(String event, ObjectNode about) {
    List<Hook> hooks = all();
    if (hooks.isEmpty()) {
      return;
    }
    for (Hook k : hooks) {
      String id = Uploads.chance(8);
      ObjectNode body = Views.object().put("id", id).put("event", event);
      body.put("time", clock.instant().toString()).set("about", about);
      db.run(
          h ->
              h.execute(
                  "INSERT INTO messages (id, hook, body, attempts, created) VALUES (?, ?, ?, 0, ?)",
                  id,
                  k.id(),
                  body.toString(),
                  clock.instant().toString()));
    }
  }

  /** The messages that nobody has taken yet. */
  List<String> open() {
    return db.get(
        h -> h.createQuery("SELECT id FROM messages ORDER BY created").mapTo(String.class).list());
  }

  /** What has each message sent. */
  CustomTask<Void> task() {
    return Tasks.custom("message", Void.class)
        .onDeadExecutionRevive()
        .onFailure((done, ops) -> ops.reschedule(done, clock.instant().plusSeconds(60)))
        .execute(
            (instance, context) -> {
              Optional<Duration> again = send(instance.getId());
              return (done, ops) ->
                  again.ifPresentOrElse(
                      wait -> ops.reschedule(done, clock.instant().plus(wait)), ops::remove);
            });
  }

  /**
   * Sends a message.
   *
   * @return when to try again; empty where it was taken, or is given up
   */
  Optional<Duration> send(String id) {
    Message m = find(id).orElse(null);
    if (m == null) {
      return Optional.empty();
    }
    try {
      int status = post.send(address(m.url()), m.body(), signature(m));
      if (status >= 200 && status < 300) {
        drop(id);
        return Optional.empty();
      }
      LOG.log(System.Logger.Level.INFO, "message {0}: the hook answered {1}", id, status);
    } catch (IOException | StudioException e) {
      LOG.log(System.Logger.Level.INFO, "message {0}: {1}", id, e.getMessage());
    }
    if (m.attempts() + 1 >= MOST) {
      drop(id);
      return Optional.empty();
    }
    db.run(h -> h.execute("UPDATE messages SET attempts = attempts + 1 WHERE id = ?", id));
    return Optional.of(Duration.ofSeconds(10L << Math.min(13, 2 * m.attempts())));
  }

  private Optional<Message> find(String id) {
    return db.get(
        h ->
            h.createQuery(
                    "SELECT k.url, k.secret, m.body, m.attempts FROM messages m"
                        + " JOIN hooks k ON k.id = m.hook WHERE m.id = ?")
                .bind(0, id)
                .map(
                    (r, c) ->
                        new Message(
                            r.getString("url"),
                            r.getString("secret"),
                            r.getString("body"),
                            r.getInt("attempts")))
                .findOne());
  }

  private void drop(String id) {
    db.run(h -> h.execute("DELETE FROM messages WHERE id = ?", id));
  }

  private String signature(Message m) {
    long t = clock.instant().getEpochSecond();
    return "t=%d,v1=%s".formatted(t, hmac(m.secret(), t + "." + m.body()));
  }

  static String hmac(String secret, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HmacSHA256", e);
    }
  }
}
