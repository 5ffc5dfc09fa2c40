package dev.likeness.studio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** Server-side request forgery, OWASP A10, and that messages are signed and not lost. */
class HooksTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://127.0.0.1/",
        "http://localhost:4180/api/orders",
        "http://[::1]/",
        "http://[::ffff:127.0.0.1]/",
        "http://0.0.0.0/",
        "http://10.1.2.3/",
        "http://172.16.0.1/",
        "http://192.168.1.1/",
        "http://169.254.169.254/latest/meta-data",
        "http://100.64.0.1/",
        "http://[fd00::1]/",
        "http://[fe80::1]/",
        "http://[2002:7f00:1::]/",
        "http://[2001::1]/",
        "http://224.0.0.1/",
        "http://2130706433/",
        "file:///etc/passwd",
        "ftp://1.1.1.1/",
        "http://user:word@1.1.1.1/"
      })
  void noHookIsInThisMachineOrItsNetwork(String url) {
    HookPost post = new HookPost(HookPost::isPublic);
    assertThatThrownBy(() -> post.require(URI.create(url)))
        .isInstanceOf(StudioException.class)
        .satisfies(
            e ->
                assertThat(((StudioException) e).code())
                    .isEqualTo(StudioException.Code.BAD_REQUEST));
  }

  @Test
  void addressesOfTheInternetAreNotRefused() throws Exception {
    for (String a : new String[] {"1.1.1.1", "93.184.216.34", "2606:4700:4700::1111"}) {
      assertThat(HookPost.isPublic(InetAddress.getByName(a))).as(a).isTrue();
    }
  }

  @Test
  void aMessageIsSignedAndTriedUntilItIsTaken() throws Exception {
    List<String> bodies = new ArrayList<>();
    List<String> signatures = new ArrayList<>();
    AtomicInteger status = new AtomicInteger(503);
    HttpServer receiver = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    receiver.createContext(
        "/hook",
        x -> {
          bodies.add(new String(x.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
          signatures.add(x.getRequestHeaders().getFirst("Likeness-Signature"));
          x.sendResponseHeaders(status.get(), -1);
          x.close();
        });
    receiver.start();
    try (Database db = Database.sqlite(folder.resolve("a.db"))) {
      Hooks hooks = new Hooks(db, Clock.systemUTC(), new HookPost(a -> true));
      String secret =
          hooks.add("1", "http://127.0.0.1:" + receiver.getAddress().getPort() + "/hook");
      hooks.tell("order.draft", Views.object().put("order", "x"));
      String message = hooks.open().get(0);

      assertThat(hooks.send(message)).contains(Duration.ofSeconds(10));
      assertThat(hooks.send(message)).contains(Duration.ofSeconds(40));
      status.set(302);
      assertThat(hooks.send(message)).as("no redirect is followed").isPresent();
      status.set(204);
      assertThat(hooks.send(message)).isEmpty();
      assertThat(hooks.open()).isEmpty();
      assertThat(bodies).hasSize(4);
      assertThat(JsonMapper.shared().readTree(bodies.get(0)).path("event").asString())
          .isEqualTo("order.draft");
      String signature = signatures.get(3);
      String t = signature.substring(2, signature.indexOf(','));
      assertThat(signature)
          .isEqualTo("t=%s,v1=%s".formatted(t, Hooks.hmac(secret, t + "." + bodies.get(3))));

      hooks.tell("order.done", Views.object());
      status.set(500);
      String lost = hooks.open().get(0);
      for (int i = 1; i < Hooks.MOST; i++) {
        assertThat(hooks.send(lost)).isPresent();
      }
      assertThat(hooks.send(lost)).as("given up").isEmpty();
      assertThat(hooks.open()).isEmpty();
      assertThat(hooks.remove("1")).isTrue();
      assertThat(hooks.remove("1")).isFalse();
    } finally {
      receiver.stop(0);
    }
  }

  @Test
  void theSignatureIsHmacSha256() {
    // RFC 4231, test case 2
    assertThat(Hooks.hmac("Jefe", "what do ya want for nothing?"))
        .isEqualTo("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
  }
}
