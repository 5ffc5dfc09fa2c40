package dev.likeness.synthesis.duel;

import dev.likeness.core.Digest;
import dev.likeness.core.Trouble;
import dev.likeness.models.net.Safetensors;
import dev.likeness.models.onnx.Weights;
import dev.likeness.synthesis.duel.DuelException.Code;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A run on disk: its plan and pictures, two checkpoints (the last, and the last that was known to
 * be good), the history, and grids of samples. Every file is written beside its place and then
 * moved, so that a process may be killed at any moment.
 */
public final class RunFolder {
  static final String STATE = "state.safetensors";
  static final String GOOD = "good.safetensors";
  private static final String PLAN = "run.json";
  private static final String PICTURES = "pictures.rgb";
  private static final String FORMS = "forms.safetensors";
  private static final String HISTORY = "history.jsonl";

  private final Path folder;

  public RunFolder(Path folder) {
    this.folder = folder;
  }

  public Path path() {
    return folder;
  }

  /** Whether a run was begun here. */
  public boolean begun() {
    return Files.isRegularFile(folder.resolve(PLAN));
  }

  /** How far a run is. */
  record Mark(long step, int attempt, double rate) {}

  /** A checkpoint. */
  record State(Mark mark, Map<String, Weights> weights) {}

  /** Begins: writes pictures, then the plan. */
  void begin(RunPlan plan, PictureSet set) {
    ObjectNode o = JsonMapper.shared().createObjectNode();
    o.put("format", 1).set("plan", plan.json());
    var names = o.putArray("names");
    var labels = o.putArray("labels");
    byte[] all = new byte[set.size() * 3 * set.side() * set.side()];
    int at = 0;
    for (PictureSet.Item i : set.pictures()) {
      names.add(i.name());
      labels.add(i.label());
      System.arraycopy(i.rgb(), 0, all, at, i.rgb().length);
      at += i.rgb().length;
    }
    try {
      Files.createDirectories(folder.resolve("grids"));
      put(folder.resolve(PICTURES), all);
      if (set.shape().length > 0) {
        Safetensors.write(folder.resolve(FORMS), forms(set), Map.of());
      }
      put(
          folder.resolve(PLAN),
          JsonMapper.shared()
              .writerWithDefaultPrettyPrinter()
              .writeValueAsString(o)
              .getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw unwritten(e);
    }
  }

  /**
   * The plan of the run that was begun here.
   *
   * @throws DuelException RUN where there is none
   */
  public RunPlan plan() {
    try {
      return RunPlan.of(record().path("plan"));
    } catch (IllegalArgumentException e) {
      throw damaged(PLAN, e);
    }
  }

  private static Map<String, Weights> forms(PictureSet set) {
    int n = set.shape().length;
    float[] all = new float[set.size() * n];
    for (int i = 0; i < set.size(); i++) {
      System.arraycopy(set.pictures().get(i).form(), 0, all, i * n, n);
    }
    return Map.of("shape", Weights.of(set.shape(), n), "forms", Weights.of(all, set.size(), n));
  }

  private float[] values(Map<String, Weights> from, String name) {
    Weights w = from.get(name);
    if (w == null) {
      throw damaged(FORMS, null);
    }
    return w.values();
  }

  private static float[] row(float[] all, int i, int length) {
    return java.util.Arrays.copyOfRange(all, i * length, (i + 1) * length);
  }

  private JsonNode record() {
    try {
      return JsonMapper.shared().readTree(Files.readAllBytes(folder.resolve(PLAN)));
    } catch (NoSuchFileException e) {
      throw new DuelException(
          Code.RUN, folder + " holds no training run (there is no " + PLAN + " in it)", e);
    } catch (IOException | JacksonException e) {
      throw damaged(PLAN, e);
    }
  }

  /** The pictures that the run learns from. */
  public PictureSet pictures() {
    JsonNode o = record();
    int side = plan().settings().size().side();
    int each = 3 * side * side;
    List<PictureSet.Item> items = new ArrayList<>();
    float[] shape = {};
    float[] forms = {};
    try {
      if (Files.exists(folder.resolve(FORMS))) {
        Map<String, Weights> f = Safetensors.read(folder.resolve(FORMS)).tensors();
        shape = values(f, "shape");
        forms = values(f, "forms");
      }
      byte[] all = Files.readAllBytes(folder.resolve(PICTURES));
      for (int i = 0; i < o.path("names").size(); i++) {
        byte[] rgb = java.util.Arrays.copyOfRange(all, i * each, (i + 1) * each);
        items.add(
            new PictureSet.Item(
                o.path("names").path(i).asString(""),
                o.path("labels").path(i).asInt(0),
                rgb,
                row(forms, i, shape.length)));
      }
    } catch (IOException e) {
      throw damaged(PICTURES, e);
    }
    PictureSet set = new PictureSet(side, items, shape);
    if (!set.digest().hex().equals(plan().pictures())) {
      throw damaged(PICTURES, null);
    }
    return set;
  }

  /** The checkpoint in {@code name}, if there is one. */
  Optional<State> load(String name) {
    Path file = folder.resolve(name);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      Safetensors s = Safetensors.read(file);
      Map<String, String> n = s.notes();
      Mark mark =
          new Mark(
              Long.parseLong(n.getOrDefault("step", "")),
              Integer.parseInt(n.getOrDefault("attempt", "")),
              Double.parseDouble(n.getOrDefault("rate", "")));
      return Optional.of(new State(mark, s.tensors()));
    } catch (IOException | IllegalArgumentException e) {
      throw damaged(name, e);
    }
  }

  /** All weights of the last checkpoint. */
  Map<String, Weights> weights() {
    return last().weights();
  }

  private State last() {
    return load(STATE)
        .orElseThrow(
            () ->
                new DuelException(
                    Code.RUN, folder + " has no checkpoint yet: let it train for a while"));
  }

  void save(String name, Map<String, Weights> all, Mark mark) {
    try {
      Safetensors.write(
          folder.resolve(name),
          all,
          Map.of(
              "step", String.valueOf(mark.step()),
              "attempt", String.valueOf(mark.attempt()),
              "rate", String.valueOf(mark.rate())));
    } catch (IOException e) {
      throw unwritten(e);
    }
  }

  /** What the averaged generator has learnt, as the last checkpoint has it. */
  public Map<String, Weights> trained() {
    Map<String, Weights> out = new LinkedHashMap<>();
    String prefix = "average.";
    weights()
        .forEach(
            (name, w) -> {
              if (name.startsWith(prefix)) {
                out.put(name.substring(prefix.length()), w);
              }
            });
    return out;
  }

  /** How many steps the last checkpoint has behind it; 0 without one. */
  public long steps() {
    return load(STATE).map(s -> s.mark().step()).orElse(0L);
  }

  /** A digest of all weights of the last checkpoint, bit for bit. */
  public Digest fingerprint() {
    var d = Digest.sha256();
    weights()
        .forEach(
            (name, w) -> {
              d.update(name.getBytes(StandardCharsets.UTF_8));
              for (float v : w.values()) {
                int b = Float.floatToRawIntBits(v);
                d.update(
                    new byte[] {(byte) b, (byte) (b >> 8), (byte) (b >> 16), (byte) (b >> 24)});
              }
            });
    return Digest.finish(d);
  }

  /** The lines of the history up to a step. */
  List<History> history(long until) {
    Path file = folder.resolve(HISTORY);
    List<History> out = new ArrayList<>();
    if (Files.exists(file)) {
      try {
        for (String line : Files.readAllLines(file)) {
          History h = History.of(JsonMapper.shared().readTree(line));
          if (h.step() <= until) {
            out.add(h);
          }
        }
      } catch (IOException | JacksonException e) {
        throw damaged(HISTORY, e);
      }
    }
    return out;
  }

  /** The whole history that was saved. */
  public List<History> history() {
    return history(Long.MAX_VALUE);
  }

  void save(List<History> history) {
    StringBuilder b = new StringBuilder();
    history.forEach(h -> b.append(JsonMapper.shared().writeValueAsString(h.json())).append('\n'));
    try {
      put(folder.resolve(HISTORY), b.toString().getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw unwritten(e);
    }
  }

  /** Where the grid of samples of a step lies. */
  public Path grid(long step) {
    return folder.resolve("grids").resolve("%07d.png".formatted(step));
  }

  private static void put(Path file, byte[] bytes) throws IOException {
    Path part = file.resolveSibling(file.getFileName() + ".part");
    Files.write(part, bytes);
    Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private DuelException unwritten(IOException e) {
    return new DuelException(
        Code.WRITE,
        "%s cannot be written (%s); what was saved before is whole: make room, or check the folder's"
                .formatted(folder, Trouble.of(e))
            + " rights, and start again with --resume",
        e);
  }

  private DuelException damaged(String name, @org.jspecify.annotations.Nullable Throwable e) {
    return new DuelException(
        Code.RUN, folder.resolve(name) + " is damaged or of another version; begin a new run", e);
  }
}
