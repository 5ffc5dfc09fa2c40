package dev.likeness.flow.quality;

import dev.likeness.core.Progress;
import dev.likeness.core.Version;
import dev.likeness.media.MediaInfo;
import dev.likeness.media.VideoPicture;
import dev.likeness.media.VideoReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * How long a swap takes against plain transcoding of the same clip in the same run, what it adds to
 * each frame, and how much memory it needs: each clip in a process of its own (Linux: VmHWM).
 */
public final class SpeedBench {
  /**
   * What to measure.
   *
   * @param sitter who is put on the clips
   * @param out where results, table and JSON go
   * @param repeats how often each clip is transcoded and swapped, by turns; the fastest counts
   * @param loop how many times the clip runs in a second, long version, for memory; 0 for none
   * @param child the command line words that make this program run {@link SpeedWork} and print its
   *     JSON, to which the arguments are added: picture, clip, folder, transcodes, swaps
   */
  public record Plan(
      List<Path> clips, Sitter sitter, Path out, int repeats, int loop, List<String> child) {
    public Plan {
      if (clips.isEmpty() || repeats < 1 || loop < 0) {
        throw new IllegalArgumentException(
            "%d clips, %d repeats, loop %d".formatted(clips.size(), repeats, loop));
      }
      clips = List.copyOf(clips);
      child = List.copyOf(child);
    }
  }

  /**
   * One clip.
   *
   * @param transcode seconds, fastest
   * @param swap seconds, fastest
   * @param stages milliseconds a frame by stage; stages overlap, so their sum is more than the
   *     whole
   * @param peakMb peak resident memory of a process that swaps it once, 10⁶ bytes
   * @param loopFrames frames of the long version, 0 without
   * @param loopPeakMb peak memory of swapping the long version; NaN without
   */
  public record Row(
      String clip,
      int width,
      int height,
      int frames,
      double transcode,
      double swap,
      Map<String, Double> stages,
      double peakMb,
      int loopFrames,
      double loopPeakMb) {
    /** Times plain transcoding. */
    public double times() {
      return swap / transcode;
    }

    /** Milliseconds that a frame takes more than plain transcoding. */
    public double added() {
      return 1000 * (swap - transcode) / frames;
    }
  }

  private final Plan plan;
  private final Clock clock;
  private final Progress progress;
  private final Consumer<Row> heard;

  /**
   * @param heard is told of every clip when it is measured
   */
  public SpeedBench(Plan plan, Clock clock, Progress progress, Consumer<Row> heard) {
    this.plan = plan;
    this.clock = clock;
    this.progress = progress;
    this.heard = heard;
  }

  /** Measures all clips and writes {@code speed.json} and {@code speed.md}. */
  public List<Row> run() {
    try {
      Files.createDirectories(plan.out());
      List<Row> rows = new ArrayList<>();
      for (Path clip : plan.clips()) {
        progress.checkStop();
        Row r = row(clip);
        rows.add(r);
        heard.accept(r);
      }
      Files.writeString(plan.out().resolve("speed.json"), json(rows));
      Files.writeString(plan.out().resolve("speed.md"), "# Measured speed\n\n" + table(rows));
      return rows;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Row row(Path clip) throws IOException {
    String name = Sitter.bare(clip);
    MediaInfo.Video video;
    int frames = 0;
    try (VideoReader in = VideoReader.open(clip)) {
      video = in.video();
      for (VideoPicture p = in.next(); p != null; p = in.next()) {
        frames++;
      }
    }
    Path folder = plan.out().resolve(".work").resolve(name);
    Files.createDirectories(folder);
    JsonNode timed = child(clip, folder, plan.repeats(), plan.repeats(), name + ": timing");
    JsonNode once = child(clip, folder, 0, 1, name + ": memory");
    double loopPeak = Double.NaN;
    int loopFrames = 0;
    if (plan.loop() > 0) {
      Path longer = folder.resolve("loop.mp4");
      SpeedWork.loop(clip, plan.loop(), longer, progress);
      loopFrames = frames * plan.loop();
      loopPeak =
          child(longer, folder, 0, 1, name + ": memory of " + loopFrames + " frames")
              .path("peakMb")
              .asDouble();
      Files.delete(longer);
    }
    Map<String, Double> stages = new TreeMap<>();
    for (Map.Entry<String, JsonNode> e : timed.path("stages").properties()) {
      if (!e.getKey().equals("make")) {
        stages.put(e.getKey(), e.getValue().asDouble() / frames);
      }
    }
    return new Row(
        name,
        video.width(),
        video.height(),
        frames,
        least(timed.path("transcode")),
        least(timed.path("swap")),
        stages,
        once.path("peakMb").asDouble(),
        loopFrames,
        loopPeak);
  }

  private static double least(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false)
        .mapToDouble(JsonNode::asDouble)
        .min()
        .orElse(Double.NaN);
  }

  /** Runs the work in a process like this one. */
  private JsonNode child(Path clip, Path folder, int transcodes, int swaps, String what)
      throws IOException {
    progress.report(what, 0, 0);
    List<String> words = new ArrayList<>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(a -> !a.matches("(-Xlog|-agent).*"))
        .forEach(words::add);
    // an archive that does not fit would complain on the output that the result is read from
    words.addAll(List.of("-Xlog:disable", "-Xlog:all=error:stderr"));
    words.addAll(List.of("-cp", System.getProperty("java.class.path")));
    words.addAll(plan.child());
    words.add(String.join("+", plan.sitter().pictures().stream().map(Path::toString).toList()));
    words.addAll(List.of(clip.toString(), folder.toString()));
    words.addAll(List.of(String.valueOf(transcodes), String.valueOf(swaps)));
    Path said = folder.resolve("said.json");
    Process p =
        new ProcessBuilder(words)
            .redirectOutput(said.toFile())
            .redirectError(Redirect.appendTo(folder.resolve("log.txt").toFile()))
            .start();
    try {
      while (!p.waitFor(200, TimeUnit.MILLISECONDS)) {
        progress.checkStop();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while measuring " + clip, e);
    } finally {
      p.destroy();
    }
    if (p.exitValue() != 0) {
      throw new IOException(
          "measuring %s failed; see %s".formatted(clip, folder.resolve("log.txt")));
    }
    return JsonMapper.shared().readTree(Files.readString(said));
  }

  private String json(List<Row> rows) {
    ObjectNode root = JsonMapper.shared().createObjectNode();
    root.put("made", clock.instant().toString()).put("version", Version.current());
    root.put("cores", Runtime.getRuntime().availableProcessors());
    var list = root.putArray("clips");
    for (Row r : rows) {
      ObjectNode o = list.addObject();
      o.put("clip", r.clip()).put("width", r.width()).put("height", r.height());
      o.put("frames", r.frames()).put("transcodeSeconds", r.transcode());
      o.put("swapSeconds", r.swap()).put("timesTranscode", r.times());
      o.put("addedMsPerFrame", r.added()).put("peakMb", r.peakMb());
      ObjectNode s = o.putObject("stageMsPerFrame");
      r.stages().forEach(s::put);
      if (r.loopFrames() > 0) {
        o.put("loopFrames", r.loopFrames()).put("loopPeakMb", r.loopPeakMb());
      }
    }
    return JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(root);
  }

  /** A Markdown table. */
  public static String table(List<Row> rows) {
    StringBuilder b = new StringBuilder();
    b.append(
            "| clip | size | frames | transcode s | swap s | × | ms added a frame | by stage, ms a")
        .append(" frame (they overlap) | peak MB | long: frames | long: peak MB |\n");
    b.append("|---|---|---|---|---|---|---|---|---|---|---|\n");
    for (Row r : rows) {
      StringBuilder stages = new StringBuilder();
      r.stages().forEach((k, v) -> stages.append(String.format(Locale.ROOT, "%s %.1f ", k, v)));
      b.append(
          String.format(
              Locale.ROOT,
              "| %s | %d×%d | %d | %.2f | %.2f | %.2f | %.1f | %s| %.0f | %s | %s |%n",
              r.clip(),
              r.width(),
              r.height(),
              r.frames(),
              r.transcode(),
              r.swap(),
              r.times(),
              r.added(),
              stages,
              r.peakMb(),
              r.loopFrames() > 0 ? String.valueOf(r.loopFrames()) : "–",
              r.loopFrames() > 0 ? String.format(Locale.ROOT, "%.0f", r.loopPeakMb()) : "–"));
    }
    return b.toString();
  }
}
