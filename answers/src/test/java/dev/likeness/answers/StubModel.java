package dev.likeness.answers;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A server over loopback that speaks the protocol of chat completions, well or badly. */
final class StubModel implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final List<String> keys = new CopyOnWriteArrayList<>();

  /**
   * How it answers.
   *
   * @param pause milliseconds before each piece
   */
  record Answer(int status, String type, List<String> pieces, long pause) {
    /** As server-sent events, word by word, the end told. */
    static Answer streamed(String text) {
      return streamed(text, 0, true);
    }

    static Answer streamed(String text, long pause, boolean ends) {
      List<String> all = new java.util.ArrayList<>();
      all.add(event("{\"choices\":[{\"index\":0,\"delta\":{\"role\":\"assistant\"}}]}"));
      for (String w : text.split("(?<= )")) {
        var o = JsonMapper.shared().createObjectNode();
        o.putArray("choices").addObject().put("index", 0).putObject("delta").put("content", w);
        all.add(event(o.toString()));
      }
      if (ends) {
        all.add(event("{\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}"));
        all.add(event("[DONE]"));
      }
      return new Answer(200, "text/event-stream", all, pause);
    }

    static Answer whole(String text) {
      var o = JsonMapper.shared().createObjectNode().put("object", "chat.completion");
      o.putArray("choices")
          .addObject()
          .put("index", 0)
          .put("finish_reason", "stop")
          .putObject("message")
          .put("role", "assistant")
          .put("content", text);
      return new Answer(200, "application/json", List.of(o.toString()), 0);
    }

    static Answer plain(int status, String body) {
      return new Answer(status, "application/json", List.of(body), 0);
    }

    private static String event(String data) {
      return "data: " + data + "\n\n";
    }
  }

  StubModel(Function<JsonNode, Answer> answers) throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/v1/chat/completions", e -> handle(e, answers));
    server.start();
  }

  private void handle(HttpExchange e, Function<JsonNode, Answer> answers) throws IOException {
    String body = new String(e.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    requests.add(body);
    keys.add(String.valueOf(e.getRequestHeaders().getFirst("Authorization")));
    Answer a = answers.apply(JsonMapper.shared().readTree(body));
    e.getResponseHeaders().add("Content-Type", a.type);
    try (e;
        OutputStream out = start(e, a)) {
      for (String p : a.pieces) {
        if (a.pause > 0) {
          Thread.sleep(a.pause);
        }
        out.write(p.getBytes(StandardCharsets.UTF_8));
        out.flush();
      }
    } catch (InterruptedException x) {
      Thread.currentThread().interrupt();
    }
  }

  private static OutputStream start(HttpExchange e, Answer a) throws IOException {
    e.sendResponseHeaders(a.status, 0);
    return e.getResponseBody();
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/v1");
  }

  /** Bodies of all requests. */
  List<String> requests() {
    return requests;
  }

  List<String> keys() {
    return keys;
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
