package dev.likeness.faces;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.likeness.core.Affine2;
import dev.likeness.core.Frame;
import dev.likeness.core.Picture;
import dev.likeness.models.Models;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

@TestInstance(Lifecycle.PER_CLASS)
class FaceTrackerTest {
  private final Models models = new Models();
  private final FaceFinder finder = new FaceFinder(models);

  @AfterAll
  void close() {
    finder.close();
    models.close();
  }

  /** A clip of two people: panned, cut to the other one, cut back, both, nobody. */
  private static List<Picture> story() {
    Frame a = RealMedia.still("people/female_1.jpg");
    Frame b = RealMedia.still("people/male_1.jpg");
    List<Picture> out = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      out.add(view(a, 4 * i, i));
    }
    for (int i = 0; i < 4; i++) {
      out.add(view(b, -3 * i, 0));
    }
    for (int i = 0; i < 4; i++) {
      out.add(view(a, 20, 2 * i));
    }
    for (int i = 0; i < 4; i++) {
      out.add(RealMedia.beside(240, 240, view(b, 2 * i, 0), view(a, 0, i)));
    }
    for (int i = 0; i < 3; i++) {
      out.add(Frame.black(240, 240));
    }
    for (int i = 0; i < 3; i++) {
      out.add(view(b, 0, 0));
    }
    return out;
  }

  private static Frame view(Frame f, double dx, double dy) {
    double s = f.width() / 240.0;
    return f.sample(new Affine2(s, 0, s * dx, 0, s, s * dy), 240, 240);
  }

  private static final FaceTracker.Options QUICK = new FaceTracker.Options(4, 3, 6, 5);

  private static Set<Integer> tracks(List<FaceObservation> faces) {
    Set<Integer> out = new TreeSet<>();
    faces.forEach(f -> out.add(f.track()));
    return out;
  }

  @Test
  void followsThroughCutsExitsAndReEntries() {
    FaceTracker tracker = new FaceTracker(finder, QUICK);
    List<List<FaceObservation>> seen = new ArrayList<>();
    for (Picture p : story()) {
      seen.add(tracker.next(p, seen.size()));
    }
    for (int i = 0; i < seen.size(); i++) {
      Set<Integer> expected =
          i < 8
              ? Set.of(1)
              : i < 12
                  ? Set.of(2)
                  : i < 16 ? Set.of(1) : i < 20 ? Set.of(1, 2) : i < 23 ? Set.of() : Set.of(2);
      assertThat(tracks(seen.get(i))).as("frame %d", i).isEqualTo(expected);
      boolean start = i == 0 || i == 8 || i == 12 || i == 16 || i == 23;
      for (FaceObservation f : seen.get(i)) {
        assertThat(f.start()).as("start at %d", i).isEqualTo(start);
        assertThat(f.frame()).isEqualTo(i);
      }
    }
    assertThatThrownBy(() -> tracker.next(Frame.black(9, 9), 3))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aPictureThatIsHeldIsPassedOverAndTheRunGoesOn() {
    Frame a = RealMedia.still("people/female_1.jpg");
    FaceTracker tracker = new FaceTracker(finder, QUICK);
    FaceObservation first = tracker.next(view(a, 0, 0), 0).getFirst();
    for (int i = 1; i < 9; i++) {
      tracker.again(i);
    }
    FaceTracker resumed = FaceTracker.resume(finder, QUICK, tracker.state());
    List<FaceObservation> on = tracker.next(view(a, 2, 0), 9);
    assertThat(on).hasSize(1);
    assertThat(on.getFirst().track()).isEqualTo(first.track());
    assertThat(on.getFirst().start()).isFalse();
    assertThat(resumed.next(view(a, 2, 0), 9).getFirst().mesh().xyz())
        .isEqualTo(on.getFirst().mesh().xyz());
    assertThatThrownBy(() -> tracker.again(11)).hasMessageContaining("11");
    FaceObservation later = first.again(4);
    assertThat(later.frame()).isEqualTo(4);
    assertThat(later.start()).isFalse();
    assertThat(later.mesh()).isEqualTo(first.mesh());
    assertThat(later.embedding()).isEmpty();
  }

  @Test
  void resumesBitForBit() {
    List<Picture> clip = story();
    FaceTracker through = new FaceTracker(finder, QUICK);
    FaceTracker halting = new FaceTracker(finder, QUICK);
    for (int i = 0; i < clip.size(); i++) {
      List<FaceObservation> a = through.next(clip.get(i), i);
      List<FaceObservation> b = halting.next(clip.get(i), i);
      assertThat(b).hasSameSizeAs(a);
      for (int k = 0; k < a.size(); k++) {
        assertThat(b.get(k).track()).isEqualTo(a.get(k).track());
        assertThat(b.get(k).mesh().xyz()).isEqualTo(a.get(k).mesh().xyz());
        assertThat(b.get(k).start()).isEqualTo(a.get(k).start());
        assertThat(b.get(k).quality()).isEqualTo(a.get(k).quality());
        assertThat(b.get(k).embedding()).isEqualTo(a.get(k).embedding());
      }
      halting = FaceTracker.resume(finder, QUICK, halting.state());
    }
    assertThat(halting.state()).isEqualTo(through.state());
    assertThatThrownBy(() -> FaceTracker.resume(finder, QUICK, "{\"next\":[]}"))
        .isInstanceOf(FacesException.class);
  }

  @Test
  void sumsUpWhoWasSeen() {
    FaceTracker tracker = new FaceTracker(finder, QUICK);
    Tracks tracks = new Tracks();
    long i = 0;
    for (Picture p : story()) {
      tracker.next(p, i++).forEach(tracks::add);
    }
    List<Tracks.Summary> all = tracks.summaries();
    assertThat(all).extracting(Tracks.Summary::track).containsExactly(1, 2);
    assertThat(all.get(0).count()).isEqualTo(16);
    assertThat(all.get(0).runs()).isEqualTo(3);
    assertThat(all.get(1).first()).isEqualTo(8);
    assertThat(all.get(1).last()).isEqualTo(25);
    assertThat(all.get(1).best().track()).isEqualTo(2);
    assertThat(tracks.alike()).isEmpty();
  }
}
