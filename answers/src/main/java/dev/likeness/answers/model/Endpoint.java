package dev.likeness.answers.model;

import dev.likeness.core.Trouble;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Where a language model answers, by the protocol of OpenAI's chat completions, which many servers
 * speak.
 *
 * @param url up to and with the version: {@code http://127.0.0.1:8080/v1}
 * @param model its name there
 * @param limit how long an answer may take in all
 */
public record Endpoint(URI url, String model, Key key, Duration limit) {
  private static final Duration USUAL = Duration.ofSeconds(20);
  private static final Set<String> HERE = Set.of("127.0.0.1", "localhost", "[::1]");

  /** What opens it; never shown. */
  public static final class Key {
    /** For endpoints that ask for none. */
    public static final Key NONE = new Key("");

    private final String secret;

    public Key(String secret) {
      this.secret = secret.strip();
    }

    String header() {
      return "Bearer " + secret;
    }

    boolean none() {
      return secret.isEmpty();
    }

    @Override
    public String toString() {
      return none() ? "no key" : "a key";
    }
  }

  public Endpoint {
    String scheme = String.valueOf(url.getScheme());
    if (!scheme.equals("https") && !(scheme.equals("http") && HERE.contains(url.getHost()))) {
      throw new ModelException(
          "the model's address %s has to begin with https:// (http:// only on this machine)"
              .formatted(url));
    }
    if (url.getUserInfo() != null || url.getQuery() != null) {
      throw new ModelException("the model's address must hold no name, password or key");
    }
    if (model.isBlank()) {
      throw new ModelException("which model is not said; set LIKENESS_MODEL_NAME");
    }
  }

  /**
   * The one that the environment names by {@code LIKENESS_MODEL_URL}, {@code LIKENESS_MODEL_NAME},
   * and {@code LIKENESS_MODEL_KEY} or {@code LIKENESS_MODEL_KEY_FILE}; none without the first.
   *
   * @throws ModelException where they do not fit
   */
  public static Optional<Endpoint> of(Map<String, String> environment) {
    String url = environment.getOrDefault("LIKENESS_MODEL_URL", "").strip();
    if (url.isEmpty()) {
      return Optional.empty();
    }
    URI place;
    try {
      place = URI.create(url);
    } catch (IllegalArgumentException e) {
      throw new ModelException("LIKENESS_MODEL_URL is no address");
    }
    return Optional.of(
        new Endpoint(
            place, environment.getOrDefault("LIKENESS_MODEL_NAME", ""), key(environment), USUAL));
  }

  private static Key key(Map<String, String> environment) {
    String file = environment.getOrDefault("LIKENESS_MODEL_KEY_FILE", "");
    if (file.isBlank()) {
      return new Key(environment.getOrDefault("LIKENESS_MODEL_KEY", ""));
    }
    try {
      return new Key(Files.readString(Path.of(file)));
    } catch (IOException e) {
      throw new ModelException(
          "the key of the model cannot be read from %s (%s)".formatted(file, Trouble.of(e)));
    }
  }

  URI completions() {
    String base = url.toString().replaceAll("/+$", "");
    return URI.create(base + "/chat/completions");
  }
}
