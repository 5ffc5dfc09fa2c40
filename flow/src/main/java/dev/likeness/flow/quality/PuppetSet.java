package dev.likeness.flow.quality;

import dev.likeness.core.Progress;
import dev.likeness.core.Seed;
import dev.likeness.puppet.Backdrop;
import dev.likeness.puppet.Identity;
import dev.likeness.puppet.Light;
import dev.likeness.puppet.Occluder;
import dev.likeness.puppet.Performance;
import dev.likeness.puppet.Pose;
import dev.likeness.puppet.Scene;
import dev.likeness.puppet.Viseme;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleFunction;

/**
 * Clips with known truth for what the real ones lack: turned heads, a hand over the face, fast
 * motion, glasses, a fringe; and puppets to be put on them. Filmed once into a folder.
 */
public final class PuppetSet {
  static final String SOURCE = "puppets rendered by Likeness from parameters; no real person";

  private static final int SIZE = 384;
  private static final int FPS = 25;

  /** Seconds that somebody acts. */
  private static final double TALKED = 3;

  private static final double TURNED = 4;

  private record Film(String name, PuppetFilm.Script script) {}

  private PuppetSet() {}

  private static List<Film> films() {
    return List.of(
        film(
            "puppet-talk", "Jonas", Performance.talk(new Seed(7)), Light.STUDIO, Backdrop.SLATE, 5),
        film("puppet-turn", "Elena", Performance.turning(), Light.WINDOW, Backdrop.ROOM, 8),
        new Film(
            "puppet-hand",
            new PuppetFilm.Script(
                Identity.named("Oskar"),
                Performance.talk(new Seed(3)),
                t -> scene(Light.STUDIO, Backdrop.SAGE).with(Occluder.Hand.wiping(t + .8, 4)),
                4,
                FPS)),
        film(
            "puppet-fast", "Ada", Performance.fast(new Seed(5)), Light.OVERCAST, Backdrop.PAPER, 4),
        film(
            "puppet-glasses",
            "Liang",
            Performance.showreel(new Seed(9)),
            Light.INDOOR,
            Backdrop.SAND,
            6),
        film(
            "puppet-fringe",
            "Chiyo",
            Performance.showreel(new Seed(4)),
            Light.STUDIO,
            Backdrop.SAGE,
            4));
  }

  /** What somebody does who is to be learnt: talks, then turns to both sides and back. */
  private static Pose acted(double seconds) {
    return seconds < TALKED
        ? Performance.talk(new Seed(11)).at(seconds)
        : Performance.turning().at(2 * (seconds - TALKED));
  }

  /** The two who are put on them, as they act in films of their own. */
  public static List<Sitter> actors(Path folder, Progress progress) {
    return List.of(
        actor(folder, "Maya", Light.STUDIO, progress),
        actor(folder, "Finn", Light.OVERCAST, progress));
  }

  private static Sitter actor(Path folder, String who, Light light, Progress progress) {
    Path film = folder.resolve(who + "-acts.mp4");
    if (!Files.exists(film)) {
      DoubleFunction<Scene> scene = t -> scene(light, Backdrop.SAND);
      PuppetFilm.shoot(
          new PuppetFilm.Script(Identity.named(who), PuppetSet::acted, scene, TALKED + TURNED, FPS),
          film,
          null,
          progress);
    }
    return new Sitter(who, List.of(film), SOURCE);
  }

  private static Film film(
      String name, String who, Performance acts, Light light, Backdrop back, double seconds) {
    DoubleFunction<Scene> scene = t -> scene(light, back);
    return new Film(name, new PuppetFilm.Script(Identity.named(who), acts, scene, seconds, FPS));
  }

  private static Scene scene(Light light, Backdrop back) {
    return Scene.of(SIZE, SIZE).with(light).with(back);
  }

  /** The clips in a folder, filmed where they are missing; the truth lies beside each. */
  public static List<Path> clips(Path folder, Progress progress) {
    try {
      Files.createDirectories(folder);
      List<Path> all = new ArrayList<>();
      for (Film f : films()) {
        Path clip = folder.resolve(f.name() + ".mp4");
        if (!Files.exists(clip)) {
          Path truth = folder.resolve(f.name() + ".truth.part");
          PuppetFilm.shoot(f.script(), clip, truth, progress);
          Files.move(
              truth, folder.resolve(f.name() + ".truth"), StandardCopyOption.REPLACE_EXISTING);
        }
        all.add(clip);
      }
      return all;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Two puppets to be put on them, four pictures each. */
  public static List<Sitter> sitters(Path folder) {
    return List.of(sitter(folder, "Maya", Light.STUDIO), sitter(folder, "Finn", Light.OVERCAST));
  }

  private static Sitter sitter(Path folder, String who, Light light) {
    List<Pose> poses = portraits();
    List<Path> files = new ArrayList<>();
    for (int i = 0; i < poses.size(); i++) {
      files.add(folder.resolve("%s%d.png".formatted(who, i + 1)));
    }
    if (!files.stream().allMatch(Files::exists)) {
      Scene scene = Scene.of(2 * SIZE, 2 * SIZE).with(light).with(Backdrop.SAND);
      PuppetFilm.portraits(Identity.named(who), poses, scene, files);
    }
    return new Sitter(who, files, SOURCE);
  }

  /** Front, both sides, and an open mouth: what a persona's pictures should show. */
  public static List<Pose> portraits() {
    return List.of(
        Pose.NEUTRAL,
        Pose.NEUTRAL.turned(-24, 0, 0),
        Pose.NEUTRAL.turned(24, 0, 0),
        Pose.NEUTRAL.saying(Viseme.AA));
  }
}
