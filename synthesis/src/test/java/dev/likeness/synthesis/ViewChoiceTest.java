package dev.likeness.synthesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import dev.likeness.core.FaceMesh;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ViewChoiceTest {
  private static View view(double yaw) {
    return new View(Meshes.picture(300, 300, 0, 1), Meshes.face(150, 150, 12, yaw));
  }

  @Test
  void theNearestPoseIsDrawnAndChangesSoftly() {
    ViewChoice choice = new ViewChoice(List.of(view(-30), view(0), view(30)));
    List<FaceMesh> clip = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      clip.add(Meshes.face(150, 150, 12, -30 + i));
    }
    float[] last = null;
    for (int i = 0; i < clip.size(); i++) {
      int from = Math.max(0, i - 10);
      float[] s = choice.shares(clip.subList(from, Math.min(60, i + 11)), i - from);
      assertThat(s[0] + s[1] + s[2]).isCloseTo(1, offset(1e-5f));
      for (int k = 0; last != null && k < 3; k++) {
        assertThat(Math.abs(s[k] - last[k])).isLessThan(.3f);
      }
      last = s;
    }
    assertThat(choice.shares(clip.subList(0, 10), 0)[0]).isEqualTo(1, offset(1e-5f));
    assertThat(choice.shares(clip.subList(45, 60), 14)[2]).isEqualTo(1, offset(1e-5f));
  }

  @Test
  void aMeshAloneGetsTheNearestView() {
    ViewChoice choice = new ViewChoice(List.of(view(-30), view(0), view(30)));
    assertThat(choice.best(Meshes.face(140, 160, 10, 22))).isEqualTo(2);
    assertThat(choice.best(Meshes.face(140, 160, 10, -3))).isEqualTo(1);
  }

  @Test
  void viewsThatAreNearlyAlikeDoNotTakeTurns() {
    ViewChoice choice = new ViewChoice(List.of(view(6), view(1), view(-12)));
    for (int yaw = -5; yaw <= 4; yaw++) {
      assertThat(choice.best(Meshes.face(150, 150, 12, yaw))).isEqualTo(1);
    }
    assertThat(choice.best(Meshes.face(150, 150, 12, -11))).isEqualTo(2);
    assertThat(choice.best(Meshes.face(150, 150, 12, 12))).isZero();
  }

  @Test
  void ofTwoFrontalViewsTheClearerOneIsTheMainOne() {
    View small = new View(Meshes.picture(80, 80, 0, 1), Meshes.face(40, 40, 3, 0));
    View large = new View(Meshes.picture(300, 300, 0, 1), Meshes.face(150, 150, 12, 2));
    ViewChoice choice = new ViewChoice(List.of(small, large));
    assertThat(choice.best(Meshes.face(150, 150, 12, 0))).isEqualTo(1);
  }
}
