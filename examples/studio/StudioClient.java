import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Speaks to a Likeness studio; needs nothing but a JDK from 21 on:
 *
 * <pre>
 * java StudioClient.java http://127.0.0.1:4180 ann PASSWORD verify photo.jpg
 * java StudioClient.java http://127.0.0.1:4180 ann PASSWORD talk zoe "Good morning." out.mp4
 * </pre>
 *
 * What a talk makes is a draft: it waits until somebody lets it out in the studio, and is saved then.
 */
public final class StudioClient {
  private static final Set<String> ENDS = Set.of("done", "rejected", "cancelled", "failed");

  private final HttpClient http = HttpClient.newHttpClient();
  private final String studio;
  private String cookie = "";
  private String word = "";

  private StudioClient(String studio) {
    this.studio = studio;
  }

  public static void main(String[] args) throws Exception {
    if (args.length < 5) {
      System.err.println("usage: StudioClient URL NAME PASSWORD verify FILE");
      System.err.println("       StudioClient URL NAME PASSWORD talk PERSONA TEXT OUT");
      System.exit(2);
    }
    StudioClient c = new StudioClient(args[0]);
    c.login(args[1], args[2]);
    if (args[3].equals("verify")) {
      System.out.println(c.verify(Path.of(args[4])));
    } else {
      c.talk(args[4], args[5], Path.of(args[6]));
    }
  }

  /** Opens a session: its cookie comes with every request, its word with every change. */
  private void login(String name, String password) throws Exception {
    HttpResponse<String> r =
        post("/login", "{\"name\":%s,\"password\":%s}".formatted(quoted(name), quoted(password)));
    cookie = r.headers().firstValue("Set-Cookie").orElseThrow().replaceFirst(";.*", "");
    word = field(get("/session"), "word");
  }

  /** Has a file verified. */
  private String verify(Path file) throws Exception {
    String id = field(upload(file), "id");
    String check = field(post("/checks", "{\"file\":\"" + id + "\"}").body(), "id");
    String answer = await("/checks/" + check);
    return "credentials: %s, judge: %s"
        .formatted(field(answer, "credentials"), field(answer, "verdict"));
  }

  /** Has a portrait talk, and saves what a person has let out. */
  private void talk(String persona, String text, Path out) throws Exception {
    String order =
        "{\"maker\":\"talk\",\"persona\":%s,\"text\":%s}".formatted(quoted(persona), quoted(text));
    String id = field(post("/orders", order).body(), "id");
    String answer = await("/orders/" + id);
    if (!field(answer, "state").equals("done")) {
      throw new IOException(field(answer, "state") + ": " + field(answer, "note"));
    }
    HttpResponse<Path> film =
        http.send(
            request("/orders/" + id + "/result").GET().build(),
            HttpResponse.BodyHandlers.ofFile(out));
    System.out.println("saved: " + film.body());
  }

  private String await(String path) throws Exception {
    while (true) {
      String answer = get(path);
      if (ENDS.contains(field(answer, "state"))) {
        return answer;
      }
      Thread.sleep(500);
    }
  }

  private String upload(Path file) throws Exception {
    String name = URLEncoder.encode(file.getFileName().toString(), StandardCharsets.UTF_8);
    return checked(
            request("/files?name=" + name)
                .header("Content-Type", "application/octet-stream")
                .POST(HttpRequest.BodyPublishers.ofFile(file)))
        .body();
  }

  private String get(String path) throws Exception {
    return checked(request(path).GET()).body();
  }

  /** With a key of its own: sent again because no answer came, it would still be done once. */
  private HttpResponse<String> post(String path, String json) throws Exception {
    HttpRequest.Builder b =
        request(path)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(json));
    return checked(path.equals("/login") ? b : b.header("Idempotency-Key", UUID.randomUUID() + ""));
  }

  private HttpRequest.Builder request(String path) {
    HttpRequest.Builder b = HttpRequest.newBuilder(URI.create(studio + "/api" + path));
    return cookie.isEmpty() ? b : b.header("Cookie", cookie).header("X-Likeness-Word", word);
  }

  private HttpResponse<String> checked(HttpRequest.Builder b) throws Exception {
    HttpResponse<String> r = http.send(b.build(), HttpResponse.BodyHandlers.ofString());
    if (r.statusCode() >= 400) {
      throw new IOException(r.statusCode() + ": " + field(r.body(), "detail"));
    }
    return r;
  }

  /**
   * Whether a webhook's message comes from the studio, for whoever receives one.
   *
   * @param signature the header {@code Likeness-Signature}
   * @param now seconds; a message older than five minutes may be somebody's who has recorded it
   */
  static boolean genuine(String secret, String signature, String body, long now)
      throws GeneralSecurityException {
    Matcher m = Pattern.compile("t=(\\d{1,12}),v1=([0-9a-f]{64})").matcher(signature);
    if (!m.matches() || Math.abs(now - Long.parseLong(m.group(1))) > 300) {
      return false;
    }
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
    byte[] expected = mac.doFinal((m.group(1) + "." + body).getBytes(StandardCharsets.UTF_8));
    return MessageDigest.isEqual(expected, HexFormat.of().parseHex(m.group(2)));
  }

  /** A text of a flat JSON object; a program of your own would use a JSON library. */
  private static String field(String json, String name) {
    Matcher m =
        Pattern.compile("\"" + name + "\"\\s*:\\s*\"((?:[^\"\\\\]|\\\\.)*)\"").matcher(json);
    return m.find() ? m.group(1).replace("\\\"", "\"").replace("\\\\", "\\") : "";
  }

  private static String quoted(String s) {
    return '"' + s.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
  }
}
