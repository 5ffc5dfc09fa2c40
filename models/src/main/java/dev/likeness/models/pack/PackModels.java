package dev.likeness.models.pack;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import dev.likeness.core.Digest;
import dev.likeness.models.ModelCard;
import dev.likeness.models.ModelCard.TensorSpec;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The build's packing step: {@code PackModels CONFIGURATION CLASSES WORK MEASURE}. Reads
 * packages.json and the licence texts beside it, writes networks, cards and licences into {@code
 * CLASSES/dev/likeness/models/store}, and those that may only be measured with into the folder
 * MEASURE, which no jar is made of. Does nothing when neither its configuration nor its own code
 * has changed since the last time.
 */
public final class PackModels {
  private static final String STORE = "dev/likeness/models/store";

  /** SPDX for: nothing is said that could be relied on. Only allowed for measuring. */
  private static final String NO_LICENCE = "NOASSERTION";

  private final JsonMapper json =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
  private final Path configuration;
  private final Path classes;
  private final Path work;
  private final Path measure;

  private PackModels(Path configuration, Path classes, Path work, Path measure) {
    this.configuration = configuration;
    this.classes = classes;
    this.work = work;
    this.measure = measure;
  }

  public static void main(String[] args) throws IOException {
    if (args.length != 4) {
      System.err.println(
          "usage: PackModels CONFIGURATION_FOLDER CLASSES_FOLDER WORK_FOLDER MEASURE_FOLDER");
      System.exit(2);
    }
    try {
      pack(Path.of(args[0]), Path.of(args[1]), Path.of(args[2]), Path.of(args[3]));
    } catch (PackException e) {
      System.err.println("packing models: " + e.getMessage());
      System.exit(1);
    }
  }

  static void pack(Path configuration, Path classes, Path work, Path measure) throws IOException {
    new PackModels(configuration, classes, work, measure).run();
  }

  private void run() throws IOException {
    String stamp = stamp();
    Files.createDirectories(work);
    JsonNode config = json.readTree(Files.readAllBytes(configuration.resolve("packages.json")));
    ship(config.path("packages"), new Store(classes.resolve(STORE)), stamp);
    measure(config.path("measureOnly"), new Store(measure), stamp);
  }

  private void ship(JsonNode packages, Store to, String stamp) throws IOException {
    if (to.holds(stamp)) {
      return;
    }
    to.clear();
    for (JsonNode p : packages) {
      if (p.path("licence").asString().equals(NO_LICENCE)) {
        throw new PackException(
            p.path("name").asString() + " has no licence and cannot be shipped");
      }
      pack(
          p,
          p.path("registry").asString("npm").equals("maven")
              ? new JarPackage(
                  p.path("name").asString(),
                  p.path("version").asString(),
                  p.path("sha256").asString())
              : NpmPackage.needed(p),
          to);
    }
    to.seal(stamp);
  }

  /** Nothing that is shipped needs these, so the build goes on when they cannot be had now. */
  private void measure(JsonNode packages, Store to, String stamp) throws IOException {
    if (to.holds(stamp)) {
      return;
    }
    to.clear();
    to.write("README.txt", Files.readAllBytes(configuration.resolve("measure-only.txt")));
    try {
      for (JsonNode p : packages) {
        pack(p, NpmPackage.wished(p), to);
      }
      to.seal(stamp);
    } catch (FetchException e) {
      System.out.println(
          "packing models: going on without what is for measuring only ("
              + e.reason()
              + "); the next build tries again");
    }
  }

  private void pack(JsonNode p, PinnedPackage from, Store to) throws IOException {
    System.out.println("packing models of " + from.id());
    Set<String> wanted = new LinkedHashSet<>();
    for (JsonNode m : p.path("models")) {
      m.path("files").forEach(f -> wanted.add(f.asString()));
    }
    for (JsonNode d : p.path("data")) {
      wanted.add(d.path("file").asString());
    }
    String licenceFile = p.path("licenceFile").asString("");
    if (!licenceFile.isEmpty()) {
      wanted.add(licenceFile);
    }
    Map<String, byte[]> files = from.files(work, wanted);
    String licence = p.path("licence").asString();
    if (!licence.equals(NO_LICENCE)) {
      to.write(
          "LICENCE-" + from.name().replaceAll("[/:]", "_") + ".txt",
          licenceFile.isEmpty()
              ? Files.readAllBytes(configuration.resolve(licence + ".txt"))
              : get(files, licenceFile));
    }
    for (JsonNode d : p.path("data")) {
      byte[] file = part(d, get(files, d.path("file").asString()));
      boolean words = d.path("kind").asString("").equals("tokenizer-vocabulary");
      to.write(d.path("as").asString(), words ? vocabulary(file) : file);
    }
    for (JsonNode m : p.path("models")) {
      write(from, p, m, files, to);
    }
  }

  private void write(
      PinnedPackage from, JsonNode p, JsonNode m, Map<String, byte[]> files, Store to)
      throws IOException {
    String id = m.path("id").asString();
    byte[] onnx;
    try {
      onnx = network(m, files);
    } catch (PackException e) {
      throw new PackException("%s of %s: %s".formatted(id, from.id(), e.getMessage()), e);
    }
    List<TensorSpec> inputs = new ArrayList<>();
    List<TensorSpec> outputs = new ArrayList<>();
    describe(id, onnx, m.path("kind").asString().equals("onnx-text"), inputs, outputs);
    ModelCard card =
        new ModelCard(
            id,
            m.path("title").asString(),
            from.name(),
            from.version(),
            from.sha256(),
            m.path("files").get(0).asString(),
            m.path("licence").asString(p.path("licence").asString()),
            m.path("origin").asString(),
            Digest.of(onnx).hex(),
            onnx.length,
            inputs,
            outputs,
            m.path("preparation").asString(),
            m.path("purpose").asString(),
            m.path("limits").asString());
    to.write(id + ".onnx", onnx);
    to.write(id + ".json", json.writeValueAsBytes(card));
  }

  private byte[] network(JsonNode m, Map<String, byte[]> files) {
    byte[] first = part(m, get(files, m.path("files").get(0).asString()));
    String id = m.path("id").asString();
    Map<String, String> outputs = new LinkedHashMap<>();
    m.path("outputs").properties().forEach(e -> outputs.put(e.getKey(), e.getValue().asString()));
    String kind = m.path("kind").asString();
    return switch (kind) {
      case "onnx", "onnx-text" -> first;
      case "tflite" -> TfToOnnx.convert(id, TfliteReader.read(first), outputs);
      case "tfjs-graph" ->
          TfToOnnx.convert(id, TfjsReader.read(json.readTree(first), shard(m, files)), outputs);
      case "tfjs-graph-js" ->
          TfToOnnx.convert(
              id, TfjsReader.read(JsModule.object(first), scriptedShards(m, files)), outputs);
      case "face-api-landmarks68" ->
          FaceApiNets.landmarks68(TfjsReader.weights(json.readTree(first), shard(m, files)));
      case "face-api-recognition" ->
          FaceApiNets.recognition(TfjsReader.weights(json.readTree(first), shard(m, files)));
      default -> throw new PackException("kind " + kind + " is not known");
    };
  }

  /** The weights of all files but the first, one after the other. */
  private static byte[] scriptedShards(JsonNode m, Map<String, byte[]> files) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (int i = 1; i < m.path("files").size(); i++) {
      all.writeBytes(JsModule.bytes(get(files, m.path("files").get(i).asString())));
    }
    return all.toByteArray();
  }

  private static byte[] shard(JsonNode m, Map<String, byte[]> files) {
    return get(files, m.path("files").get(1).asString());
  }

  /** The bytes from {@code start} to {@code end}, where a file holds several. */
  private static byte[] part(JsonNode where, byte[] all) {
    int end = where.path("end").asInt(all.length);
    if (end > all.length) {
      throw new PackException("ends at byte " + end + " of a file of " + all.length);
    }
    return Arrays.copyOfRange(all, where.path("start").asInt(0), end);
  }

  /** The word pieces of a Hugging Face tokenizer, a line each, in the order of their numbers. */
  private byte[] vocabulary(byte[] tokenizer) {
    Map<Integer, String> pieces = new TreeMap<>();
    json.readTree(tokenizer)
        .path("model")
        .path("vocab")
        .properties()
        .forEach(e -> pieces.put(e.getValue().asInt(), e.getKey()));
    return String.join("\n", pieces.values()).getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Opens the network once: it must load, and the runtime knows its shapes best.
   *
   * @param open whether sizes may be as large as a text is long
   */
  private static void describe(
      String id, byte[] onnx, boolean open, List<TensorSpec> inputs, List<TensorSpec> outputs) {
    OrtEnvironment env =
        OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR, "likeness");
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions();
        OrtSession session = env.createSession(onnx, options)) {
      session.getInputInfo().values().forEach(i -> inputs.add(spec(i, open)));
      session.getOutputInfo().values().forEach(i -> outputs.add(spec(i, open)));
    } catch (OrtException e) {
      throw new PackException("the network " + id + " does not load: " + e.getMessage(), e);
    }
  }

  private static TensorSpec spec(NodeInfo info, boolean open) {
    List<Long> shape = new ArrayList<>();
    for (long d : ((TensorInfo) info.getInfo()).getShape()) {
      if (d < 1 && !open) {
        throw new PackException("the size of " + info.getName() + " is not known");
      }
      shape.add(d);
    }
    return new TensorSpec(info.getName(), shape);
  }

  private static byte[] get(Map<String, byte[]> files, String name) {
    byte[] b = files.get(name);
    if (b == null) {
      throw new PackException("no file " + name);
    }
    return b;
  }

  /** A digest of everything the result depends on. */
  private String stamp() throws IOException {
    MessageDigest sha = Digest.sha256();
    List<Path> sources = new ArrayList<>();
    for (Path dir :
        List.of(
            configuration,
            classes.resolve("dev/likeness/models/pack"),
            classes.resolve("dev/likeness/models/onnx"))) {
      try (Stream<Path> s = Files.list(dir)) {
        s.filter(Files::isRegularFile).sorted().forEach(sources::add);
      }
    }
    sources.add(classes.resolve("dev/likeness/models/ModelCard.class"));
    for (Path f : sources) {
      sha.update(f.getFileName().toString().getBytes(StandardCharsets.UTF_8));
      sha.update(Files.readAllBytes(f));
    }
    return Digest.finish(sha).hex();
  }
}
