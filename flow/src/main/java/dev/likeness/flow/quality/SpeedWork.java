package dev.likeness.flow.quality;

import dev.likeness.core.Progress;
import dev.likeness.core.Seed;
import dev.likeness.core.Timecode;
import dev.likeness.flow.Home;
import dev.likeness.flow.Workshop;
import dev.likeness.flow.verify.Verifiers;
import dev.likeness.flow.verify.VerifyForensics;
import dev.likeness.flow.verify.VerifyReport;
import dev.likeness.media.ProgressListener;
import dev.likeness.media.SegmentWriter;
import dev.likeness.media.Transcode;
import dev.likeness.media.VideoFormat;
import dev.likeness.media.VideoPicture;
import dev.likeness.media.VideoReader;
import dev.likeness.provenance.Verification;
import dev.likeness.provenance.Verifier;
import dev.likeness.provenance.c2pa.Trust;
import dev.likeness.puppet.Identity;
import dev.likeness.puppet.Performance;
import dev.likeness.puppet.Pose;
import dev.likeness.puppet.Scene;
import dev.likeness.synthesis.SwapSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The part of {@link SpeedBench} that runs in a process of its own, so that its memory is that of
 * the work alone.
 */
public final class SpeedWork {
  /** Width and height of what is practised on. */
  private static final int SMALL = 320;

  private static final String SENTENCE = "Practice makes perfect, they say at half past 7.";

  private SpeedWork() {}

  /**
   * Transcodes and swaps a clip, by turns.
   *
   * @param folder for what is made; a home is kept in it
   * @param transcodes how often to transcode
   * @param swaps how often to swap
   * @return JSON: {@code transcode} and {@code swap}, lists of seconds; {@code stages},
   *     milliseconds of the fastest swap; {@code peakMb}, the process's peak resident memory
   */
  public static ObjectNode run(
      Sitter sitter, Path clip, Path folder, int transcodes, int swaps, Progress progress) {
    ObjectNode out = JsonMapper.shared().createObjectNode();
    ArrayNode plain = out.putArray("transcode");
    ArrayNode made = out.putArray("swap");
    double best = Double.MAX_VALUE;
    Map<String, Double> stages = new TreeMap<>();
    try (Workshop workshop = new Workshop(new Home(folder.resolve("home")), Clock.systemUTC())) {
      Studio studio = new Studio(workshop, SwapSettings.DEFAULT);
      if (swaps > 0) {
        studio.prepare(sitter, progress);
      }
      for (int i = 0; i < Math.max(transcodes, swaps); i++) {
        if (i < transcodes) {
          long began = System.nanoTime();
          Transcode.run(
              clip, folder.resolve("plain.mp4"), VideoFormat.h264(), ProgressListener.NONE);
          plain.add((System.nanoTime() - began) / 1e9);
        }
        if (i < swaps) {
          Map<String, Double> t = studio.make(sitter, clip, folder.resolve("swap.mp4"), progress);
          made.add(t.getOrDefault("make", Double.NaN));
          if (t.getOrDefault("make", Double.NaN) < best) {
            best = t.getOrDefault("make", Double.NaN);
            stages = t;
          }
        }
      }
    }
    ObjectNode by = out.putObject("stages");
    stages.forEach(by::put);
    return out.put("peakMb", peakMegabytes());
  }

  /**
   * One of everything that a swap and a talking portrait do: a second of a puppet is filmed,
   * another puppet is put on it, and the result leaves; then that one says a sentence and moves as
   * the first one does, and both are verified. What the JVM learns meanwhile goes into the
   * launcher's archive.
   *
   * @param folder for what is made
   */
  public static void practise(Path folder, Progress progress) {
    Path face = folder.resolve("face.png");
    Path film = folder.resolve("film.mp4");
    Scene scene = Scene.of(SMALL, SMALL);
    PuppetFilm.portraits(Identity.named("Maya"), List.of(Pose.NEUTRAL), scene, List.of(face));
    PuppetFilm.shoot(
        new PuppetFilm.Script(
            Identity.named("Jonas"), Performance.talk(new Seed(7)), t -> scene, 1.6, 25),
        film,
        null,
        progress);
    Sitter maya = new Sitter("Maya", List.of(face), PuppetSet.SOURCE);
    run(maya, film, folder, 0, 2, progress);
    try (Workshop workshop = new Workshop(new Home(folder.resolve("home")), Clock.systemUTC())) {
      Studio studio = new Studio(workshop, SwapSettings.DEFAULT);
      studio.talk(maya, SENTENCE, folder.resolve("talk.mp4"), progress);
      studio.reenact(maya, film, folder.resolve("act.mp4"), false, progress);
      verify(workshop, List.of(face, folder.resolve("act.mp4")));
    }
  }

  private static void verify(Workshop workshop, List<Path> files) {
    Verifier verifier = Verifiers.of(workshop, Trust.none(), trouble -> {});
    try (VerifyForensics forensics = new VerifyForensics(workshop, true)) {
      for (Path f : files) {
        Verification known = verifier.verify(f);
        List<String> lines = VerifyReport.text(f.toString(), known, true);
        forensics.examine(f, f.toString(), known, lines, List.of());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * This process's peak resident memory in megabytes (10⁶ bytes), as Linux counts it (VmHWM); −1
   * where that is not known.
   */
  static double peakMegabytes() {
    Path status = Path.of("/proc/self/status");
    try {
      return Files.exists(status)
          ? Files.readAllLines(status).stream()
              .filter(l -> l.startsWith("VmHWM:"))
              .mapToDouble(l -> Double.parseDouble(l.replaceAll("\\D", "")) * 1024 / 1e6)
              .findFirst()
              .orElse(-1)
          : -1;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes a clip that shows another one {@code times} over, without sound. */
  static void loop(Path clip, int times, Path out, Progress progress) {
    long index = 0;
    long shift = 0;
    try (VideoReader first = VideoReader.open(clip);
        SegmentWriter writer = SegmentWriter.create(out, VideoFormat.h264(), first.video())) {
      for (int i = 0; i < times; i++) {
        long end = shift;
        try (VideoReader in = VideoReader.open(clip)) {
          for (VideoPicture p = in.next(); p != null; p = in.next()) {
            progress.checkStop();
            Timecode t = p.time();
            Timecode moved = new Timecode(t.ticks() + shift, t.num(), t.den());
            writer.write(new VideoPicture(index++, moved, p.durationTicks(), p.picture()));
            end = moved.ticks() + p.durationTicks();
          }
        }
        shift = end;
        progress.report("looping " + clip.getFileName(), i + 1, times);
      }
      writer.finish();
    }
  }
}
