package dev.likeness.models;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import dev.likeness.core.Digest;
import dev.likeness.models.ModelException.Code;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.EnumMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The way to the networks in the jar. Nothing is fetched at run time and no telemetry is sent.
 * Thread-safe; the sessions it opens are not. Closing it closes the sessions still open.
 */
public final class Models implements AutoCloseable {
  private static final String STORE = "store/";

  /** What holds native memory until it is closed. */
  sealed interface Opened extends AutoCloseable permits Session, TextSession {
    @Override
    void close();
  }

  private final OrtEnvironment environment;
  private final Map<ModelId, ModelCard> cards = new EnumMap<>(ModelId.class);
  private final Set<Opened> open = Collections.newSetFromMap(new IdentityHashMap<>());

  /**
   * Loads the runtime and the cards of all networks.
   *
   * @throws ModelException without a native runtime for this machine or without networks in the jar
   */
  public Models() {
    for (ModelId id : ModelId.values()) {
      cards.put(id, readCard(id));
    }
    try {
      environment =
          OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR, "likeness");
      environment.setTelemetry(false);
    } catch (UnsatisfiedLinkError | ExceptionInInitializerError | OrtException e) {
      throw new ModelException(
          Code.NO_RUNTIME,
          "ONNX Runtime cannot be loaded on %s %s; it needs 64-bit Linux, macOS or Windows and a"
                  .formatted(System.getProperty("os.name"), System.getProperty("os.arch"))
              + " writable folder for temporary files (java.io.tmpdir is "
              + System.getProperty("java.io.tmpdir")
              + ")",
          e);
    }
  }

  /** What is known about a network. */
  public ModelCard card(ModelId id) {
    ModelCard card = cards.get(id);
    if (card == null) {
      throw new IllegalArgumentException("no card for " + id);
    }
    return card;
  }

  /** The cards of all networks, in the order of {@link ModelId}. */
  public List<ModelCard> cards() {
    return List.copyOf(cards.values());
  }

  /** Opens a network that runs on the calling thread alone: best for the small ones. */
  public Session open(ModelId id) {
    return open(id, 1);
  }

  /**
   * Opens a network.
   *
   * @param threads how many threads one inference may use, at least 1
   * @throws ModelException when the network is missing or damaged
   */
  public Session open(ModelId id, int threads) {
    if (threads < 1) {
      throw new IllegalArgumentException("threads " + threads);
    }
    return open(card(id), read(id.key() + ".onnx"), threads, "in the models jar");
  }

  /**
   * Opens a network that is not in the jar but lies in a folder, {@code ID.onnx} beside its card
   * {@code ID.json}: what may be measured with and may not be shipped.
   *
   * @throws ModelException when the network is missing or damaged
   */
  public Session open(Path folder, String id) {
    byte[] json = read(folder.resolve(id + ".json"));
    return open(parse(id, json), read(folder.resolve(id + ".onnx")), 1, "in " + folder);
  }

  /**
   * Opens a network that this project has trained itself and that is held in memory.
   *
   * @param network an ONNX file whose digest the card names
   */
  public Session open(ModelCard card, byte[] network) {
    return open(card, network, 1, "in memory");
  }

  /**
   * Opens the network that reads English sentences.
   *
   * @throws ModelException when it is missing or damaged
   */
  public SentenceEmbedder sentences() {
    ModelCard card = card(ModelId.SENTENCES);
    OrtSession runtime = runtime(card, read(card.id() + ".onnx"), 1, "in the models jar");
    TextSession session = new TextSession(card, environment, runtime, this::forget);
    synchronized (open) {
      open.add(session);
    }
    return new SentenceEmbedder(session, read(card.id() + "-vocabulary.txt"));
  }

  private Session open(ModelCard card, byte[] network, int threads, String place) {
    try {
      OrtSession runtime = runtime(card, network, threads, place);
      Session session = new Session(card, environment, runtime, this::forget);
      synchronized (open) {
        open.add(session);
      }
      return session;
    } catch (OrtException e) {
      throw unopened(card, e);
    }
  }

  private OrtSession runtime(ModelCard card, byte[] network, int threads, String place) {
    if (!Digest.of(network).hex().equals(card.sha256())) {
      throw new ModelException(
          Code.DAMAGED,
          "network %s %s does not match its card; build or install again"
              .formatted(card.id(), place));
    }
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.ALL_OPT);
      options.setIntraOpNumThreads(threads);
      options.setInterOpNumThreads(1);
      options.addConfigEntry("session.intra_op.allow_spinning", "0");
      return environment.createSession(network, options);
    } catch (OrtException e) {
      throw unopened(card, e);
    }
  }

  private static ModelException unopened(ModelCard card, OrtException e) {
    return new ModelException(
        Code.DAMAGED, "network %s cannot be opened: %s".formatted(card.id(), e.getMessage()), e);
  }

  /** How many sessions are open: 0 when everybody has tidied up. */
  public int openSessions() {
    synchronized (open) {
      return open.size();
    }
  }

  @Override
  public void close() {
    List<Opened> left;
    synchronized (open) {
      left = List.copyOf(open);
    }
    left.forEach(Opened::close);
  }

  private void forget(Opened session) {
    synchronized (open) {
      open.remove(session);
    }
  }

  private static ModelCard readCard(ModelId id) {
    return parse(id.key(), read(id.key() + ".json"));
  }

  private static ModelCard parse(String id, byte[] json) {
    try {
      return JsonMapper.shared().readValue(json, ModelCard.class);
    } catch (JacksonException e) {
      throw new ModelException(Code.DAMAGED, "card of " + id + " cannot be read", e);
    }
  }

  private static byte[] read(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (NoSuchFileException e) {
      throw new ModelException(Code.MISSING, "there is no network " + file, e);
    } catch (IOException e) {
      throw new ModelException(Code.DAMAGED, file + " cannot be read", e);
    }
  }

  private static byte[] read(String name) {
    try (InputStream in = Models.class.getResourceAsStream(STORE + name)) {
      if (in == null) {
        throw new ModelException(
            Code.MISSING,
            "%s%s is not in the models jar; the build packs it in phase process-classes (run the"
                    .formatted(STORE, name)
                + " build at least that far)");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new ModelException(Code.DAMAGED, STORE + name + " of the jar cannot be read", e);
    }
  }
}
