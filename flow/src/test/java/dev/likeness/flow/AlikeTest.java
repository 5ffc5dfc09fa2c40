package dev.likeness.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.core.Frame;
import dev.likeness.media.Images;
import dev.likeness.puppet.Pose;
import dev.likeness.synthesis.refine.RefineTraining.Shown;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AlikeTest {
  @TempDir private Path folder;

  private Frame face(String who, Pose pose) {
    return Images.read(Stage.photo(folder.resolve(who + pose.hashCode() + ".png"), who, pose));
  }

  @Test
  void whatLosesThePersonOrTheFaceIsWorseThanTheWarp() {
    try (Workshop shop = Stage.workshop(folder.resolve("home"))) {
      Frame maya = face("Maya", Pose.NEUTRAL);
      Frame same = face("Maya", Pose.NEUTRAL.smiling(.4));
      Frame other = face("Kofi", Pose.NEUTRAL);
      Frame none = new Frame(64, 64, new byte[3 * 64 * 64]);
      float[] person = shop.finder().faces(maya).getFirst().embedding();
      Alike kept = Alike.of(shop.finder(), List.of(new Shown(other, same, maya)), person);
      assertThat(kept.learnt()).isGreaterThan(kept.warp() + .1);
      assertThat(kept.worse(0)).isFalse();
      Alike lost = Alike.of(shop.finder(), List.of(new Shown(same, other, maya)), person);
      assertThat(lost.worse(.01)).isTrue();
      Alike gone = Alike.of(shop.finder(), List.of(new Shown(same, none, maya)), person);
      assertThat(gone.learnt()).isZero();
      assertThat(gone.worse(.01)).isTrue();
      Alike unseen = Alike.of(shop.finder(), List.of(new Shown(none, same, maya)), person);
      assertThat(unseen).isEqualTo(Alike.NONE);
      assertThat(unseen.worse(0)).isFalse();
    }
  }
}
