package dev.likeness.puppet;

/**
 * A person ready to be drawn. Making one takes about a second (skin is painted, hair grown, and how
 * much light reaches every place is found out); each picture then takes tens of milliseconds.
 * Immutable and thread-safe; the same identity, pose and scene give the same bytes on every machine
 * and in every thread.
 *
 * <p>Pictures are shaded in linear light and encoded as sRGB. Outlines are smoothed with four
 * samples a pixel.
 */
public final class Puppet {
  private final Body body;

  private Puppet(Body body) {
    this.body = body;
  }

  /** Prepares a person; keep it for all pictures of that person. */
  public static Puppet of(Identity identity) {
    return new Puppet(new Body(identity));
  }

  /** One picture of somebody; for more than one, keep {@link #of}. */
  public static PuppetShot render(Identity identity, Pose pose, Scene scene) {
    return of(identity).render(pose, scene);
  }

  /** A picture and everything that is true in it. */
  public PuppetShot render(Pose pose, Scene scene) {
    return new Take(body, pose, scene).shot();
  }

  public Identity identity() {
    return body.identity;
  }
}
