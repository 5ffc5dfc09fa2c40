package dev.likeness.studio.answers;

import dev.likeness.answers.dialogue.Turn;
import dev.likeness.consent.ConsentRefused;
import dev.likeness.flow.FlowException;
import dev.likeness.flow.desk.Ear;
import dev.likeness.flow.desk.Published;
import dev.likeness.flow.desk.Talks;
import dev.likeness.provenance.GateRefused;
import dev.likeness.synthesis.run.MakerException;
import dev.likeness.voice.speech.SpeechException;
import io.helidon.common.buffers.BufferData;
import io.helidon.http.HeaderNames;
import io.helidon.http.Headers;
import io.helidon.http.HttpPrologue;
import io.helidon.websocket.WsListener;
import io.helidon.websocket.WsSession;
import io.helidon.websocket.WsUpgradeException;
import java.io.ByteArrayOutputStream;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * One talk over a WebSocket. In: {@code {"say": TEXT, "aloud": BOOLEAN}}, a binary message with a
 * WAV, or {@code {"face": BOOLEAN}}: whether the persona is to be seen. Out: each turn as JSON with
 * {@code "type": "turn"}; where it is to be said aloud then its sentences, each a binary message
 * with a signed WAV or, with a face, a signed MP4, and {@code {"type": "spoken"}}; once a face is
 * asked for, {@code {"type": "face"}} and a film of the persona that listens.
 */
final class TalkSocket implements WsListener {
  private static final int LONGEST = 8000;

  /** When nothing was understood so often, a person takes over. */
  private static final int TRIES = 3;

  private static final Pattern PATH = Pattern.compile("/answers/([a-z0-9-]{1,64})/talk");
  private static final Set<String> HERE = Set.of("127.0.0.1", "localhost", "[::1]");
  private static final Pattern COOKIE = Pattern.compile("(?:^|;\\s*)likeness=([0-9a-f]{64})");

  private final AnswerDesk desk;
  private final StringBuilder text = new StringBuilder();
  private final ByteArrayOutputStream sound = new ByteArrayOutputStream();
  private String name = "";
  private Talks.@Nullable Talk talk;
  private boolean counted;
  private int missed;
  private boolean seen;

  TalkSocket(AnswerDesk desk) {
    this.desk = desk;
  }

  @Override
  public Optional<Headers> onHttpUpgrade(HttpPrologue prologue, Headers headers)
      throws WsUpgradeException {
    Matcher m = PATH.matcher(prologue.uriPath().path());
    if (!m.matches()) {
      throw new WsUpgradeException("no such address");
    }
    name = m.group(1);
    String host = headers.first(HeaderNames.HOST).orElse("");
    if (!HERE.contains(host.replaceFirst(":\\d+$", ""))) {
      throw new WsUpgradeException("this studio is at home at 127.0.0.1 only");
    }
    String origin = headers.first(HeaderNames.ORIGIN).orElse("");
    boolean own = origin.isEmpty() || origin.equals("http://" + host);
    Matcher cookie = COOKIE.matcher(headers.first(HeaderNames.COOKIE).orElse(""));
    boolean known = own && cookie.find() && desk.session(cookie.group(1));
    boolean allowed = desk.published(name).filter(p -> p.origins().contains(origin)).isPresent();
    if (!known && !allowed) {
      throw new WsUpgradeException(
          own
              ? "open the address that 'likeness studio' shows"
              : "this site may not ask here; 'likeness know publish' lets it");
    }
    return Optional.empty();
  }

  @Override
  public void onOpen(WsSession session) {
    counted = true;
    if (!desk.comes()) {
      session.close(1013, "too many talk at once");
      return;
    }
    try {
      Talks.Talk t = desk.room(name).open();
      talk = t;
      greet(session, t.greeting());
    } catch (FlowException e) {
      session.close(1008, "there is no such collection");
    }
  }

  private void greet(WsSession session, Turn t) {
    ObjectNode o = turn(t);
    desk.published(name)
        .filter(by -> desk.room(name).shows(by))
        .ifPresent(by -> o.put("persona", by.persona()));
    session.send(o.toString(), true);
  }

  @Override
  public void onMessage(WsSession session, String part, boolean last) {
    text.append(part);
    if (text.length() > LONGEST) {
      session.close(1009, "too long");
    } else if (last) {
      String all = text.toString();
      text.setLength(0);
      asked(session, all);
    }
  }

  private void asked(WsSession session, String json) {
    Talks.Talk t = talk;
    JsonNode o;
    try {
      o = JsonMapper.shared().readTree(json);
    } catch (JacksonException e) {
      problem(session, "the message is no JSON object");
      return;
    }
    if (o.path("face").isBoolean()) {
      face(session, o.path("face").booleanValue());
      return;
    }
    String said = o.path("say").asString("").strip();
    if (said.isEmpty() || t == null) {
      problem(session, "'say' is missing");
      return;
    }
    told(session, t.say(said), o.path("aloud").asBoolean(false));
  }

  private void face(WsSession session, boolean wanted) {
    seen = false;
    if (!wanted) {
      return;
    }
    Published by = desk.published(name).orElse(null);
    if (by == null || by.persona().isEmpty()) {
      problem(
          session,
          "nobody shows a face here; 'likeness know publish %s --approve-as NAME --persona NAME' does"
              .formatted(name));
      return;
    }
    try {
      byte[] film = desk.room(name).listens(by);
      session.send(
          JsonMapper.shared()
              .createObjectNode()
              .put("type", "face")
              .put("persona", by.persona())
              .put("artificial", true)
              .toString(),
          true);
      session.send(BufferData.create(film), true);
      seen = true;
    } catch (ConsentRefused | GateRefused | FlowException | MakerException e) {
      problem(session, "the persona is not shown: " + e.getMessage());
    }
  }

  @Override
  public void onMessage(WsSession session, BufferData part, boolean last) {
    byte[] b = new byte[part.available()];
    part.read(b);
    sound.writeBytes(b);
    if (sound.size() > Sound.MOST) {
      session.close(1009, "too long");
    } else if (last) {
      byte[] all = sound.toByteArray();
      sound.reset();
      heard(session, all);
    }
  }

  private void heard(WsSession session, byte[] wav) {
    Talks.Talk t = talk;
    if (t == null) {
      return;
    }
    try {
      Ear.Understood u = desk.room(name).hear(Sound.read(wav));
      session.send(
          JsonMapper.shared()
              .createObjectNode()
              .put("type", "heard")
              .put("text", u.text())
              .put("understood", u.sure())
              .toString(),
          true);
      Turn turn = Hearing.turn(t, u);
      missed = turn.kind() == Turn.Kind.CLARIFY ? missed + 1 : 0;
      told(session, missed < TRIES ? turn : t.handOver("was not understood"), true);
    } catch (IllegalArgumentException e) {
      problem(session, String.valueOf(e.getMessage()));
    }
  }

  private void told(WsSession session, Turn turn, boolean aloud) {
    send(session, turn);
    if (!aloud) {
      return;
    }
    Published by = desk.published(name).orElse(null);
    if (by == null) {
      problem(
          session,
          "nobody lets answers be said aloud here; 'likeness know publish %s --approve-as NAME' does"
              .formatted(name));
      return;
    }
    try {
      desk.room(name)
          .say(Hearing.spoken(turn), by, seen, f -> session.send(BufferData.create(f), true));
    } catch (GateRefused
        | ConsentRefused
        | SpeechException
        | MakerException
        | IllegalArgumentException
        | FlowException e) {
      problem(session, "this is not said aloud: " + e.getMessage());
    }
    session.send("{\"type\":\"spoken\"}", true);
  }

  private static ObjectNode turn(Turn t) {
    ObjectNode o = JsonMapper.shared().createObjectNode().put("type", "turn");
    o.setAll(Talks.json(t));
    return o;
  }

  private static void send(WsSession session, Turn t) {
    session.send(turn(t).toString(), true);
  }

  private static void problem(WsSession session, String what) {
    session.send(
        JsonMapper.shared()
            .createObjectNode()
            .put("type", "problem")
            .put("detail", what)
            .toString(),
        true);
  }

  @Override
  public void onError(WsSession session, Throwable t) {
    left();
  }

  @Override
  public void onClose(WsSession session, int status, String reason) {
    left();
  }

  private void left() {
    if (counted) {
      counted = false;
      desk.goes();
    }
  }
}
