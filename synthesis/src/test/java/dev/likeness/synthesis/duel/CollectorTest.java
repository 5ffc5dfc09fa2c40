package dev.likeness.synthesis.duel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.likeness.core.Affine2;
import dev.likeness.core.Frame;
import dev.likeness.core.Progress;
import dev.likeness.faces.FaceFinder;
import dev.likeness.media.Images;
import dev.likeness.models.Models;
import dev.likeness.puppet.Identity;
import dev.likeness.puppet.Pose;
import dev.likeness.puppet.Puppet;
import dev.likeness.puppet.Scene;
import dev.likeness.puppet.Troupe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Folders as people have them. */
class CollectorTest {
  @TempDir Path folder;

  private Collector.Found look(Collector.Framing framing) {
    return look(framing, folder);
  }

  private static Collector.Found look(Collector.Framing framing, Path at) {
    try (Models models = new Models();
        FaceFinder finder = new FaceFinder(models)) {
      return new Collector(finder, 32, framing, new Collector.Faces(.75, 0), Progress.NONE)
          .look(at);
    }
  }

  private void discs(int n) {
    PictureSet set = Toy.discs(64, n);
    for (int i = 0; i < n; i++) {
      Images.write(set.frame(i), folder.resolve("disc-%02d.png".formatted(i)), 1);
    }
  }

  @Test
  void whatCannotBeUsedIsNamedAndTheRestIsTaken() throws IOException {
    discs(10);
    Frame first = Toy.discs(64, 10).frame(0);
    Files.copy(folder.resolve("disc-00.png"), folder.resolve("z-copy.png"));
    Images.write(
        first.sample(Affine2.scale(.5), 128, 128), folder.resolve("z-larger-copy.jpg"), .9);
    Images.write(new Frame(1, 1, new byte[3]), folder.resolve("z-one-pixel.png"), 1);
    Files.writeString(folder.resolve("z-text.jpg"), "not a picture");
    Files.write(folder.resolve("z-empty.png"), new byte[0]);
    Collector.Found f = look(Collector.Framing.AUTO);
    assertThat(f.faces()).isFalse();
    assertThat(f.set().size()).isEqualTo(10);
    assertThat(f.files()).isEqualTo(15);
    assertThat(f.left().stream().map(l -> l.file().getFileName().toString()).toList())
        .containsExactlyInAnyOrder(
            "z-copy.png", "z-larger-copy.jpg", "z-one-pixel.png", "z-text.jpg", "z-empty.png");
  }

  @Test
  void folderNamesAreClasses() throws IOException {
    PictureSet set = Toy.discs(32, 12);
    for (int i = 0; i < 12; i++) {
      Path to = Files.createDirectories(folder.resolve(i < 5 ? "few" : "more"));
      Images.write(set.frame(i), to.resolve(i + ".png"), 1);
    }
    Collector.Found f = look(Collector.Framing.CENTRE);
    assertThat(f.classes()).containsExactly("few", "more");
    assertThat(f.set().pictures().stream().filter(i -> i.label() == 1).count()).isEqualTo(7);
  }

  @Test
  void threePicturesAreNotEnough() {
    discs(3);
    assertThatThrownBy(() -> look(Collector.Framing.CENTRE))
        .isInstanceOf(DuelException.class)
        .hasMessageContaining("3 of 3 files");
    assertThatThrownBy(() -> look(Collector.Framing.CENTRE, folder.resolve("nowhere")))
        .hasMessageContaining("nowhere");
  }

  @Test
  void facesAreAlignedAndOtherSubjectsLeftOut() {
    Puppet puppet = Troupe.member(Identity.named("Maya"));
    for (int i = 0; i < 9; i++) {
      Pose pose = Pose.NEUTRAL.turned(3 * i - 12, i - 4, 2 * i - 8).placed(.02 * (i - 4), 0, 1);
      Images.write(
          puppet.render(pose, Scene.of(256, 256)).frame(), folder.resolve("maya-" + i + ".png"), 1);
    }
    discs(4);
    Collector.Found f = look(Collector.Framing.FACES);
    assertThat(f.faces()).isTrue();
    assertThat(f.set().size()).isEqualTo(9);
    assertThat(f.left().stream().map(Collector.Left::why).collect(Collectors.toSet()))
        .containsExactly("no face is found in it");
  }
}
