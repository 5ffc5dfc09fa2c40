package dev.likeness.flow.gan;

import dev.likeness.core.Frame;
import dev.likeness.core.Progress;
import dev.likeness.core.Seed;
import dev.likeness.faces.FaceCrop;
import dev.likeness.media.Images;
import dev.likeness.provenance.OwnPictures;
import dev.likeness.puppet.Identity;
import dev.likeness.puppet.Mouth;
import dev.likeness.puppet.Pose;
import dev.likeness.puppet.Puppet;
import dev.likeness.puppet.PuppetShot;
import dev.likeness.puppet.Scene;
import dev.likeness.puppet.Viseme;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;

/**
 * Aligned faces of puppets, as many as wanted: what a face generator is trained on before it sees
 * the few pictures that it is meant for. Nobody's face, and the same for the same seed.
 */
public final class PuppetFaces {
  /** Pictures of one puppet: making one costs as much as drawing it a dozen times. */
  private static final int EACH = 4;

  /** Side of the picture that the crop is taken from, for a crop of 128. */
  private static final double PICTURE = 2.25;

  private final Seed seed;
  private final int size;
  private final OwnPictures own;

  /**
   * @param size side of the crops, pixels
   * @param own signs them
   */
  public PuppetFaces(Seed seed, int size, OwnPictures own) {
    this.seed = seed;
    this.size = size;
    this.own = own;
  }

  /**
   * Writes {@code puppet-00000.png} and so on; what is there already is left, so that a run that
   * was broken off goes on.
   *
   * @return how many were drawn
   */
  public int write(int count, Path folder, Progress progress) {
    int drawn = 0;
    for (int person = 0; person * EACH < count; person++) {
      Puppet puppet = null;
      for (int i = 0; i < EACH && person * EACH + i < count; i++) {
        progress.checkStop();
        int number = person * EACH + i;
        Path file = folder.resolve("puppet-%05d.png".formatted(number));
        progress.report("drawing puppets", number, count);
        if (Files.exists(file)) {
          continue;
        }
        puppet = puppet == null ? Puppet.of(identity(person)) : puppet;
        Images.write(shoot(puppet, seed.derive("shot " + number).random()), file, 1);
        own.sign(file, OwnPictures.DRAWN, "a puppet, drawn from parameters", null);
        drawn++;
      }
    }
    return drawn;
  }

  private Identity identity(int person) {
    return Identity.random(seed.derive("person " + person));
  }

  private Frame shoot(Puppet puppet, SplittableRandom r) {
    Scene scene = Scene.byChance((int) (size * PICTURE), r);
    PuppetShot shot = puppet.render(pose(r), scene);
    return FaceCrop.of(shot.frame(), shot.mesh(), size);
  }

  /** As portraits are: mostly towards the camera, at rest or smiling, sometimes speaking. */
  private static Pose pose(SplittableRandom r) {
    Pose p = Pose.NEUTRAL.turned(bell(r, 14), bell(r, 7), bell(r, 6)).placed(0, .05, 1.25);
    double kind = r.nextDouble();
    if (kind < .45) {
      p = p.smiling(r.nextDouble());
    } else if (kind < .6) {
      Viseme[] all = Viseme.values();
      p = p.with(Mouth.of(all[r.nextInt(all.length)], r.nextDouble()));
    }
    p = p.with(new Pose.Brow(Math.max(0, bell(r, .5)), 0, Math.max(0, bell(r, .3))));
    Pose.Look l = p.look();
    double lids = Math.max(-.2, bell(r, .15));
    return p.with(new Pose.Look(bell(r, 8), bell(r, 5), lids, lids, l.squint()));
  }

  /** About normal with deviation {@code s} and never beyond 2 s. */
  private static double bell(SplittableRandom r, double s) {
    double sum = r.nextDouble() + r.nextDouble() + r.nextDouble() + r.nextDouble() - 2;
    return Math.max(-2 * s, Math.min(2 * s, sum * s * 1.7));
  }
}
