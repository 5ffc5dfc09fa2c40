package dev.likeness.synthesis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.core.FaceTopology;
import dev.likeness.core.Mask;
import dev.likeness.core.Seed;
import dev.likeness.faces.FaceObservation;
import dev.likeness.models.Models;
import dev.likeness.puppet.Beard;
import dev.likeness.puppet.Identity;
import dev.likeness.puppet.Occluder;
import dev.likeness.puppet.Performance;
import dev.likeness.puppet.Puppet;
import dev.likeness.puppet.PuppetShot;
import dev.likeness.puppet.Scene;
import dev.likeness.puppet.Troupe;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Films of puppets, whose occluders are known, against what is kept on top. */
class FaceCoverTest {
  private static final int SIDE = 256;
  private static final Models MODELS = new Models();
  private static final MeshAreas AREAS = new MeshAreas(FaceTopology.canonical());
  private static final FaceGrid GRID = new FaceGrid(FaceTopology.canonical());

  @AfterAll
  static void close() {
    MODELS.close();
  }

  /**
   * What a film gave.
   *
   * @param kept share of the occluder's pixels on the face that stay on top
   * @param wrong share of bare skin that does, three pixels and more from the occluder
   * @param pops how much the mask of the face's cells changes from frame to frame beyond what the
   *     true one does
   */
  private record Result(double kept, double wrong, double pops, List<FaceNotes> notes) {}

  private static List<PuppetShot> shoot(
      Identity who, Performance acts, DoubleFunction<Occluder> occluder, int frames) {
    Puppet puppet = Troupe.member(who);
    return IntStream.range(0, frames)
        .parallel()
        .mapToObj(
            i ->
                puppet.render(
                    acts.at(i / 25.0), Scene.of(SIDE, SIDE).with(occluder.apply(i / 25.0))))
        .toList();
  }

  private static FaceObservation seen(PuppetShot s, int frame) {
    FaceObservation.Quality q = new FaceObservation.Quality(60, 1, 1);
    return new FaceObservation(1, frame, s.mesh(), 1, frame == 0, false, q, new float[0]);
  }

  private static Result run(List<PuppetShot> film) {
    List<FaceObservation> faces = new ArrayList<>();
    List<FaceNotes> notes = new ArrayList<>();
    List<float[]> masks = new ArrayList<>();
    try (FaceCover cover = new FaceCover(AREAS, MODELS, 0)) {
      FaceNotes previous = null;
      for (int i = 0; i < film.size(); i++) {
        FaceObservation f = seen(film.get(i), i);
        SmallFace s = SmallFace.of(film.get(i).frame(), f.mesh());
        SkinModel skin = cover.skin(s);
        previous =
            cover.measure(new float[FaceCover.FIXED], film.get(i).frame(), f, s, skin, previous);
        faces.add(f);
        notes.add(previous);
      }
      for (int i = 0; i < film.size(); i++) {
        int from = Math.max(0, i - 10);
        int to = Math.min(film.size(), i + 11);
        FaceWindow w = new FaceWindow(faces.subList(from, to), notes.subList(from, to), i - from);
        masks.add(mask(cover.over(film.get(i).frame(), faces.get(i).mesh(), w)));
      }
    }
    return compare(film, masks, notes);
  }

  private static float[] mask(@Nullable CoverMap over) {
    float[] out = new float[SIDE * SIDE];
    for (int i = 0; over != null && i < out.length; i++) {
      out[i] = over.at(i % SIDE, i / SIDE);
    }
    return out;
  }

  private static Result compare(List<PuppetShot> film, List<float[]> masks, List<FaceNotes> notes) {
    double kept = 0;
    double covered = 0;
    double wrong = 0;
    double bare = 0;
    double pops = 0;
    double cells = 0;
    float[] lastMask = new float[0];
    float[] lastTruth = new float[0];
    for (int k = 0; k < film.size(); k++) {
      PuppetShot s = film.get(k);
      float[] mask = new float[FaceGrid.CELLS];
      float[] truth = new float[FaceGrid.CELLS];
      for (int i = 0; i < FaceGrid.CELLS; i++) {
        if (GRID.triangle[i] < 0 || GRID.mix(i, AREAS.rim) < .04f) {
          continue;
        }
        int x = (int) GRID.mix(i, s.mesh().xyz(), 3, 0);
        int y = (int) GRID.mix(i, s.mesh().xyz(), 3, 1);
        mask[i] = masks.get(k)[y * SIDE + x];
        truth[i] = mean(s.occluder(), x, y, 1);
        if (truth[i] == 1) {
          kept += mask[i];
          covered++;
        } else if (mean(s.occluder(), x, y, 3) == 0) {
          wrong += mask[i];
          bare++;
        }
        if (k > 0) {
          pops += Math.max(0, Math.abs(mask[i] - lastMask[i]) - Math.abs(truth[i] - lastTruth[i]));
          cells++;
        }
      }
      lastMask = mask;
      lastTruth = truth;
    }
    return new Result(covered == 0 ? 1 : kept / covered, wrong / bare, pops / cells, notes);
  }

  private static float mean(Mask m, int x, int y, int r) {
    float sum = 0;
    int n = 0;
    for (int b = Math.max(0, y - r); b <= Math.min(SIDE - 1, y + r); b++) {
      for (int a = Math.max(0, x - r); a <= Math.min(SIDE - 1, x + r); a++) {
        sum += m.values()[b * SIDE + a];
        n++;
      }
    }
    return sum / n;
  }

  private static boolean hand(FaceNotes n) {
    float[] v = n.values();
    int rims = FaceCover.FIXED + 1 + (int) v[FaceCover.FIXED];
    return v.length > rims + 1 + v[rims];
  }

  @Test
  void aHandThatWipesAcrossTheFaceStaysOnTop() {
    List<PuppetShot> film =
        shoot(
            Identity.named("Oskar"),
            Performance.talk(new Seed(3)),
            t -> Occluder.Hand.wiping(t + 2.6, 4),
            20);
    Result r = run(film);
    assertThat(r.kept()).isGreaterThan(.85);
    assertThat(r.wrong()).isLessThan(.01);
    assertThat(r.pops()).isLessThan(.05);
    // the hand comes in between two searches: painting looks again
    assertThat(hand(r.notes().get(0))).isFalse();
    assertThat(hand(r.notes().get(12))).isTrue();
  }

  @Test
  void aHandThatComesInRightBeforeTheEndIsSearchedFor() {
    List<PuppetShot> film =
        shoot(
            Identity.named("Oskar"),
            Performance.talk(new Seed(3)),
            t -> Occluder.Hand.wiping(t + 2.6, 4),
            9);
    Result r = run(film);
    assertThat(r.notes()).noneMatch(FaceCoverTest::hand);
    assertThat(r.kept()).isGreaterThan(.85);
  }

  @Test
  void aFringeStaysOnTopAndDoesNotFlicker() {
    List<PuppetShot> film =
        shoot(Identity.named("Chiyo"), Performance.talk(new Seed(9)), t -> Occluder.NONE, 16);
    Result r = run(film);
    assertThat(r.kept()).isGreaterThan(.75);
    assertThat(r.wrong()).isLessThan(.04);
    assertThat(r.pops()).isLessThan(.01);
  }

  @Test
  void ofABareFaceNothingIsKeptWhateverItsSkin() {
    for (String who : List.of("Oskar", "Kofi")) {
      Identity bare = Identity.named(who).with(Beard.NONE);
      Result r = run(shoot(bare, Performance.laughing(new Seed(2)), t -> Occluder.NONE, 9));
      assertThat(r.wrong()).as(who).isLessThan(.002);
      assertThat(r.notes()).as(who).noneMatch(FaceCoverTest::hand);
    }
  }

  @Test
  void theSamePictureAndWindowGiveTheSame() {
    List<PuppetShot> film =
        shoot(
            Identity.named("Oskar"),
            Performance.talk(new Seed(3)),
            t -> Occluder.Hand.wiping(t + 3, 4),
            3);
    List<FaceNotes> a = run(film).notes();
    List<FaceNotes> b = run(film).notes();
    for (int i = 0; i < a.size(); i++) {
      assertThat(a.get(i).values()).containsExactly(b.get(i).values());
    }
  }
}
