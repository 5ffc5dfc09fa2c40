package dev.likeness.answers.model;

import dev.likeness.core.Trouble;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Speaks with a chat endpoint: {@code POST …/chat/completions} with {@code stream}, whose answer is
 * read as server-sent events or, where the server does not stream, as one JSON object. Thread-safe.
 * Follows no redirects, so that the key goes nowhere else.
 */
public final class ChatClient implements AutoCloseable {
  /** What a server may send at most, bytes. */
  private static final int MOST = 1 << 18;

  private static final Duration CONNECT = Duration.ofSeconds(3);

  private final Endpoint endpoint;
  private final HttpClient http =
      HttpClient.newBuilder()
          .connectTimeout(CONNECT)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  public ChatClient(Endpoint endpoint) {
    this.endpoint = endpoint;
  }

  /**
   * What the model answers.
   *
   * @throws ModelException where it answers nothing that can be used, or not in time
   */
  public String ask(String system, String user) {
    ObjectNode o =
        JsonMapper.shared()
            .createObjectNode()
            .put("model", endpoint.model())
            .put("temperature", 0)
            .put("max_tokens", 300)
            .put("stream", true);
    ArrayNode messages = o.putArray("messages");
    messages.addObject().put("role", "system").put("content", system);
    messages.addObject().put("role", "user").put("content", user);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(endpoint.completions())
            .timeout(endpoint.limit())
            .header("Content-Type", "application/json")
            .header("Accept", "text/event-stream, application/json")
            .POST(HttpRequest.BodyPublishers.ofString(o.toString()));
    if (!endpoint.key().none()) {
      try {
        request.header("Authorization", endpoint.key().header());
      } catch (IllegalArgumentException e) {
        throw new ModelException("the model's key has characters that no key has");
      }
    }
    // The request's own limit ends with the headers; a body may trickle for ever.
    CompletableFuture<HttpResponse<InputStream>> sent =
        http.sendAsync(request.build(), HttpResponse.BodyHandlers.ofInputStream());
    CompletableFuture<String> all = sent.thenApplyAsync(ChatClient::read);
    try {
      return all.get(endpoint.limit().toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      sent.thenAccept(ChatClient::drop);
      sent.cancel(true);
      throw new ModelException(
          "the model did not answer within %d s".formatted(endpoint.limit().toSeconds()));
    } catch (ExecutionException e) {
      throw failed(Objects.requireNonNullElse(e.getCause(), e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ModelException("interrupted");
    }
  }

  private static void drop(HttpResponse<InputStream> r) {
    try {
      r.body().close();
    } catch (IOException e) {
      // it is not wanted any more
    }
  }

  private ModelException failed(Throwable e) {
    return switch (e) {
      case ModelException m -> m;
      case IOException io ->
          new ModelException(
              "the model at %s cannot be reached (%s)".formatted(endpoint.url(), Trouble.of(io)));
      case Throwable other -> new ModelException("the model's answer cannot be used: " + other);
    };
  }

  private static String read(HttpResponse<InputStream> response) {
    try (InputStream in = response.body()) {
      int status = response.statusCode();
      if (status != 200) {
        throw new ModelException(
            switch (status) {
              case 401, 403 -> "the model's endpoint refuses the key (%d)".formatted(status);
              case 404 -> "there is no such model or address (404)";
              case 429 -> "the model's endpoint has too much to do (429)";
              default -> "the model's endpoint answered %d".formatted(status);
            });
      }
      String type = response.headers().firstValue("Content-Type").orElse("");
      return type.startsWith("text/event-stream") ? stream(in) : whole(in);
    } catch (IOException e) {
      throw new ModelException("the model's answer broke off (%s)".formatted(Trouble.of(e)));
    }
  }

  private static String whole(InputStream in) throws IOException {
    byte[] b = in.readNBytes(MOST + 1);
    if (b.length > MOST) {
      throw new ModelException("the model's answer does not end");
    }
    JsonNode choice = json(new String(b, StandardCharsets.UTF_8)).path("choices").path(0);
    return content(choice.path("message").path("content"));
  }

  private static String stream(InputStream in) throws IOException {
    StringBuilder text = new StringBuilder();
    BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    long read = 0;
    boolean done = false;
    for (String l = line(lines); l != null && !done; l = line(lines)) {
      read += l.length();
      if (read > MOST) {
        throw new ModelException("the model's answer does not end");
      }
      if (!l.startsWith("data:")) {
        continue;
      }
      String data = l.substring(5).strip();
      done = data.equals("[DONE]");
      if (!done) {
        JsonNode o = json(data);
        if (!o.path("error").isMissingNode()) {
          throw new ModelException("the model's endpoint reports an error in its answer");
        }
        JsonNode choice = o.path("choices").path(0);
        text.append(choice.path("delta").path("content").asString(""));
        done = choice.path("finish_reason").isString();
      }
    }
    if (!done) {
      throw new ModelException("the model's answer broke off");
    }
    return used(text.toString());
  }

  /** A line of no more than is taken in all. */
  private static @Nullable String line(BufferedReader in) throws IOException {
    StringBuilder out = new StringBuilder();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        return out.isEmpty() ? null : out.toString();
      }
      if (out.length() > MOST) {
        throw new ModelException("the model's answer does not end");
      }
      out.append((char) c);
    }
    return out.toString();
  }

  private static JsonNode json(String s) {
    try {
      return JsonMapper.shared().readTree(s);
    } catch (JacksonException e) {
      throw new ModelException("the model's answer is no JSON");
    }
  }

  private static String content(JsonNode n) {
    return used(n.asString(""));
  }

  private static String used(String text) {
    if (text.isBlank()) {
      throw new ModelException("the model's answer is empty");
    }
    return text.strip();
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
