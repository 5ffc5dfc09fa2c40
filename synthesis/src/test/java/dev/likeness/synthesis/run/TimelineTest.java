package dev.likeness.synthesis.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.synthesis.FaceNotes;
import dev.likeness.synthesis.FaceWindow;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimelineTest {
  private static Moment moment(long frame, boolean start) {
    Face f =
        new Face(Observed.face(1, frame, start, 50), 0, new FaceNotes(new float[] {(float) frame}));
    return new Moment(frame, null, List.of(f), "");
  }

  private static Moment empty(long frame) {
    return new Moment(frame, null, List.of(), "");
  }

  /** Windows as "first..centre..last" by frame number. */
  private static List<String> run(int reach, List<Moment> moments) {
    Timeline t = new Timeline(reach);
    List<String> windows = new ArrayList<>();
    for (int i = 0; i <= moments.size(); i++) {
      boolean complete = i == moments.size();
      if (!complete) {
        t.add(moments.get(i));
      }
      for (Moment m = t.ready(complete); m != null; m = t.ready(complete)) {
        windows.add(m.faces().isEmpty() ? "-" : describe(t.window(1)));
        t.painted();
      }
    }
    return windows;
  }

  private static String describe(FaceWindow w) {
    assertThat(w.notes()).hasSameSizeAs(w.faces());
    return w.faces().getFirst().frame()
        + ".."
        + w.face().frame()
        + ".."
        + w.faces().getLast().frame();
  }

  @Test
  void windowsReachBothWaysAndEndWithTheClip() {
    List<Moment> clip = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      clip.add(moment(i, i == 0));
    }
    assertThat(run(2, clip))
        .containsExactly("0..0..2", "0..1..3", "0..2..4", "1..3..5", "2..4..5", "3..5..5");
  }

  @Test
  void windowsEndAtCutsAndGaps() {
    List<Moment> clip =
        List.of(
            moment(0, true),
            moment(1, false),
            moment(2, true),
            moment(3, false),
            empty(4),
            moment(5, true),
            moment(7, false));
    assertThat(run(3, clip))
        .containsExactly("0..0..1", "0..1..1", "2..2..3", "2..3..3", "-", "5..5..5", "7..7..7");
  }

  @Test
  void whatWasPaintedBeforeAStopIsStillSeen() {
    Timeline t = new Timeline(2);
    for (int i = 0; i < 5; i++) {
      t.remember(moment(i, i == 0));
    }
    t.add(moment(5, false));
    assertThat(t.ready(false)).isNull();
    t.add(moment(6, false));
    t.add(moment(7, false));
    assertThat(t.ready(false)).isNotNull();
    assertThat(describe(t.window(1))).isEqualTo("3..5..7");
  }
}
