package dev.likeness.synthesis;

import dev.likeness.consent.Clearance;
import dev.likeness.core.FaceMesh;
import dev.likeness.core.Frame;
import dev.likeness.core.Patch;

/**
 * A person's picture, moved as the same person moved in a film: what a portrait would look like at
 * moments of which it is known how they do look. Nothing of it leaves. Not thread-safe.
 */
public final class Rehearsal implements AutoCloseable {
  private final Frame picture;
  private final FaceMesh mesh;
  private final FaceMotion motion;
  private final PortraitPainter painter;
  private final Expression expression = new Expression(dev.likeness.core.FaceTopology.canonical());

  /**
   * @param clearance of the person, for any use
   * @param picture of the person, with its {@code mesh}
   * @param film what the person did, all of it; must stay open
   */
  public Rehearsal(Clearance clearance, Frame picture, FaceMesh mesh, DriverMotion film) {
    this.picture = picture;
    this.mesh = mesh;
    motion = film.motion(mesh, DriverMotion.Amounts.ALL, true);
    painter = new PortraitPainter(clearance, motion, null, null, null);
  }

  /**
   * A moment as it would be painted.
   *
   * @param mesh of the face there, with irises where these are known
   */
  public record Played(Frame picture, FaceMesh mesh) {}

  /** The film's frame of that number, counted from 0. */
  public Played at(int frame) {
    FaceMotion.State s = motion.at(frame);
    Patch p = painter.patch(picture, mesh, s);
    return new Played(
        p == null ? picture : picture.plus(p),
        PortraitPainter.looking(mesh, expression.moved(mesh, s), s));
  }

  @Override
  public void close() {
    painter.close();
  }
}
