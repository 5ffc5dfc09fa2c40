package dev.likeness.studio.answers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.likeness.answers.Knowledge;
import dev.likeness.consent.NobodyGrant;
import dev.likeness.core.AudioClip;
import dev.likeness.core.Progress;
import dev.likeness.flow.FlowException;
import dev.likeness.flow.Home;
import dev.likeness.flow.Workshop;
import dev.likeness.flow.desk.Published;
import dev.likeness.flow.desk.Shelves;
import dev.likeness.media.Images;
import dev.likeness.puppet.Identity;
import dev.likeness.puppet.Pose;
import dev.likeness.puppet.Scene;
import dev.likeness.puppet.Troupe;
import dev.likeness.studio.Studio;
import dev.likeness.studio.StudioOptions;
import dev.likeness.voice.Decimated;
import dev.likeness.voice.speech.MaryEngine;
import dev.likeness.voice.speech.Speech;
import dev.likeness.voice.speech.SpeechText;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@SuppressWarnings("NullAway.Init")
class AnswerDeskTest {
  private static final String SITE = "https://www.example.org";

  @TempDir private Path folder;
  private final HttpClient http = HttpClient.newHttpClient();
  private Home home;
  private Studio studio;

  @BeforeEach
  void start() throws Exception {
    home = Home.of(Map.of("LIKENESS_HOME", folder.resolve("home").toString()));
    try (Workshop shop = shop();
        Knowledge k = new Shelves(shop).make("pool")) {
      k.add(
          Files.writeString(
              folder.resolve("rules.md"),
              "# Pool\n\n## Opening\n\nThe pool opens at seven in the morning.\n\n## Sauna\n\nThe"
                  + " sauna costs four pounds.\n\n## Dogs\n\nDogs have to wait outside.\n"));
    }
    studio = Studio.start(home, Clock.systemUTC(), new StudioOptions(0, null, StudioOptions.KEPT));
  }

  @AfterEach
  void stop() {
    studio.close();
    http.close();
  }

  private Workshop shop() {
    return new Workshop(home, Clock.systemUTC());
  }

  private String cookie() throws Exception {
    HttpResponse<String> r =
        http.send(
            HttpRequest.newBuilder(URI.create(studio.address())).build(),
            HttpResponse.BodyHandlers.ofString());
    String set = r.headers().firstValue("Set-Cookie").orElseThrow();
    return set.substring(0, set.indexOf(';'));
  }

  /** What comes over one socket, texts and sounds in their order. */
  private final class Line implements WebSocket.Listener, AutoCloseable {
    final BlockingQueue<Object> got = new LinkedBlockingQueue<>();
    private final StringBuilder text = new StringBuilder();
    private final ByteArrayOutputStream sound = new ByteArrayOutputStream();
    private final WebSocket socket;

    Line(@Nullable String origin, @Nullable String cookie) {
      WebSocket.Builder b = http.newWebSocketBuilder();
      if (origin != null) {
        b.header("Origin", origin);
      }
      if (cookie != null) {
        b.header("Cookie", cookie);
      }
      socket =
          b.buildAsync(URI.create("ws://127.0.0.1:" + studio.port() + "/answers/pool/talk"), this)
              .join();
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket s, CharSequence data, boolean last) {
      text.append(data);
      if (last) {
        got.add(JsonMapper.shared().readTree(text.toString()));
        text.setLength(0);
      }
      s.request(1);
      return null;
    }

    @Override
    public @Nullable CompletionStage<?> onBinary(WebSocket s, ByteBuffer data, boolean last) {
      byte[] b = new byte[data.remaining()];
      data.get(b);
      sound.writeBytes(b);
      if (last) {
        got.add(sound.toByteArray());
        sound.reset();
      }
      s.request(1);
      return null;
    }

    Object next() throws InterruptedException {
      return Objects.requireNonNull(got.poll(120, TimeUnit.SECONDS), "nothing came");
    }

    JsonNode json() throws InterruptedException {
      return (JsonNode) next();
    }

    void send(String json) {
      socket.sendText(json, true).join();
    }

    @Override
    public void close() {
      socket.abort();
    }
  }

  @Test
  void onlyThoseMayTalkWhoHaveASessionOrASiteThatWasLetIn() throws Exception {
    assertThatThrownBy(() -> new Line(null, null)).isInstanceOf(CompletionException.class);
    assertThatThrownBy(() -> new Line(SITE, null)).isInstanceOf(CompletionException.class);
    String cookie = cookie();
    assertThatThrownBy(() -> new Line("https://evil.example", cookie))
        .as("another site in a browser that has a session")
        .isInstanceOf(CompletionException.class);
    try (Line l = new Line(null, cookie)) {
      assertThat(l.json().path("answer").asString()).contains("artificial");
      l.send("{\"say\": \"What does the sauna cost?\"}");
      JsonNode t = l.json();
      assertThat(t.path("kind").asString()).isEqualTo("answer");
      assertThat(t.path("answer").asString()).contains("four pounds");
      assertThat(t.path("sources").get(0).path("file").asString()).isEqualTo("rules.md");
      assertThat(t.path("artificial").asBoolean()).isTrue();
      l.send("{\"say\": \"What does the sauna cost?\", \"aloud\": true}");
      l.json();
      assertThat(l.json().path("detail").asString()).contains("know publish pool");
      l.send("nonsense");
      assertThat(l.json().path("type").asString()).isEqualTo("problem");
    }
    try (Workshop shop = shop()) {
      Published.publish(shop, "pool", List.of(SITE + "/"), "Ann", "");
      assertThatThrownBy(
              () -> Published.publish(shop, "pool", List.of("http://plain.example"), "Ann", ""))
          .isInstanceOf(FlowException.class);
    }
    new Line(SITE, null).close();
    assertThatThrownBy(() -> new Line("https://evil.example", null))
        .isInstanceOf(CompletionException.class);
    try (Workshop shop = shop()) {
      assertThat(Published.end(shop, "pool")).isTrue();
    }
    assertThatThrownBy(() -> new Line(SITE, null)).isInstanceOf(CompletionException.class);
  }

  @Test
  void anAnswerIsSaidAloudSentenceBySentenceAndSigned() throws Exception {
    try (Workshop shop = shop()) {
      Published.publish(shop, "pool", List.of(SITE), "Ann", "");
    }
    try (Line l = new Line(SITE, null)) {
      l.json();
      l.send("{\"say\": \"What does the sauna cost?\", \"aloud\": true}");
      assertThat(l.json().path("answer").asString()).contains("four pounds");
      int sounds = 0;
      Object o = l.next();
      for (; o instanceof byte[] wav; o = l.next()) {
        assertThat(new String(wav, StandardCharsets.ISO_8859_1))
            .startsWith("RIFF")
            .contains("c2pa");
        sounds++;
      }
      assertThat(sounds).isGreaterThanOrEqualTo(2);
      assertThat(((JsonNode) o).path("type").asString()).isEqualTo("spoken");
    }
    try (var left = Files.list(home.folder().resolve("studio/sound"))) {
      assertThat(left).as("nothing is left lying").isEmpty();
    }
  }

  @Test
  void aPersonaIsSeenListeningAndThenSayingEachSentence() throws Exception {
    Path photo = folder.resolve("maya.png");
    Images.write(
        Troupe.member(Identity.named("Maya")).render(Pose.NEUTRAL, Scene.of(224, 224)).frame(),
        photo,
        1);
    try (Workshop shop = shop()) {
      shop.personas()
          .add(
              "maya",
              List.of(photo),
              p -> NobodyGrant.of("maya", "drawn for a test", "tester", shop.clock().instant(), p),
              Progress.NONE);
      assertThatThrownBy(() -> Published.publish(shop, "pool", List.of(), "Ann", "nobody-here"))
          .isInstanceOf(FlowException.class);
      Published.publish(shop, "pool", List.of(SITE), "Ann", "maya");
    }
    try (Line l = new Line(SITE, null)) {
      assertThat(l.json().path("persona").asString()).isEqualTo("maya");
      l.send("{\"face\": true}");
      assertThat(l.json().path("type").asString()).isEqualTo("face");
      assertThat(film(l.next())).contains("c2pa");
      l.send("{\"say\": \"What does the sauna cost?\", \"aloud\": true}");
      assertThat(l.json().path("answer").asString()).contains("four pounds");
      int films = 0;
      Object o = l.next();
      for (; o instanceof byte[] mp4; o = l.next()) {
        assertThat(film(mp4)).contains("c2pa");
        films++;
      }
      assertThat(films).isGreaterThanOrEqualTo(2);
      assertThat(((JsonNode) o).path("type").asString()).isEqualTo("spoken");
    }
    try (var left = Files.list(home.folder().resolve("studio/sound"))) {
      assertThat(left).as("nothing is left lying").isEmpty();
    }
  }

  private static String film(Object message) {
    String all = new String((byte[]) message, StandardCharsets.ISO_8859_1);
    assertThat(all.substring(4, 8)).isEqualTo("ftyp");
    return all;
  }

  @Test
  void theTelephoneHearsAndAnswersWithItsNotice() throws Exception {
    String token;
    try (Workshop shop = shop()) {
      token = Published.publish(shop, "pool", List.of(), "Ann", "").secret();
    }
    AudioClip asked;
    try (MaryEngine voice = new MaryEngine()) {
      asked =
          Decimated.of(
              Speech.join(
                      List.of(
                          Speech.silence(voice.rate(), .3),
                          voice.say(SpeechText.read("What does the sauna cost?").get(0)),
                          Speech.silence(voice.rate(), .3)))
                  .clip());
    }
    byte[] wav = wav(asked);
    assertThat(phone("0".repeat(64), wav).statusCode()).isEqualTo(401);
    assertThat(phone(token, "no sound".getBytes(StandardCharsets.UTF_8)).statusCode())
        .isEqualTo(400);
    HttpResponse<byte[]> r = phone(token, wav);
    assertThat(r.statusCode()).isEqualTo(200);
    JsonNode turn =
        JsonMapper.shared().readTree(r.headers().firstValue("X-Likeness-Turn").orElseThrow());
    assertThat(turn.path("heard").asString()).contains("sauna");
    assertThat(turn.path("answer").asString()).contains("four pounds");
    ByteBuffer b = ByteBuffer.wrap(r.body()).order(ByteOrder.LITTLE_ENDIAN);
    assertThat(b.getInt(24)).as("rate").isEqualTo(16_000);
    assertThat(b.getShort(22)).as("channels").isEqualTo((short) 1);
    assertThat(new String(r.body(), StandardCharsets.ISO_8859_1)).contains("c2pa");
    AudioClip answered = Sound.read(r.body());
    assertThat(answered.seconds()).isBetween(3.0, 20.0);
    HttpResponse<byte[]> hiss = phone(token, wav(noise()));
    assertThat(hiss.headers().firstValue("X-Likeness-Turn").orElseThrow())
        .contains("did not understand");
  }

  private HttpResponse<byte[]> phone(String token, byte[] wav) throws Exception {
    return http.send(
        HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + studio.port() + "/answers/pool/phone"))
            .header("Authorization", "Bearer " + token)
            .POST(HttpRequest.BodyPublishers.ofByteArray(wav))
            .build(),
        HttpResponse.BodyHandlers.ofByteArray());
  }

  private static AudioClip noise() {
    float[] s = new float[32_000];
    java.util.Random r = new java.util.Random(5);
    for (int i = 0; i < s.length; i++) {
      s[i] = (float) (.05 * r.nextGaussian());
    }
    return new AudioClip(16_000, 1, s);
  }

  private static byte[] wav(AudioClip c) {
    ByteBuffer b = ByteBuffer.allocate(44 + 2 * c.frames()).order(ByteOrder.LITTLE_ENDIAN);
    b.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(36 + 2 * c.frames());
    b.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(16).putShort((short) 1);
    b.putShort((short) 1).putInt(16_000).putInt(32_000).putShort((short) 2).putShort((short) 16);
    b.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(2 * c.frames());
    for (float v : c.samples()) {
      b.putShort((short) Math.round(Math.max(-1, Math.min(1, v)) * 32767));
    }
    return b.array();
  }

  @Test
  void pagesAndTheSnippetSayThatItIsArtificial() throws Exception {
    HttpResponse<String> page = get("/answers/pool");
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body()).contains("/answers/pool/embed.js");
    HttpResponse<String> js = get("/answers/pool/embed.js");
    assertThat(js.body()).contains("artificial assistant");
    assertThat(js.headers().allValues("Cross-Origin-Resource-Policy"))
        .containsExactly("cross-origin");
    assertThat(get("/answers/nothing").statusCode()).isEqualTo(404);
    assertThat(get("/answers/..%2f..%2fkeys").statusCode()).isIn(400, 404);
  }

  private HttpResponse<String> get(String path) throws Exception {
    return http.send(
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + studio.port() + path)).build(),
        HttpResponse.BodyHandlers.ofString());
  }
}
