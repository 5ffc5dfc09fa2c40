package dev.likeness.flow.demo;

import dev.likeness.core.Seed;
import dev.likeness.puppet.Mouth;
import dev.likeness.puppet.Performance;
import dev.likeness.puppet.Pose;

/** What the demo's actor does in seven seconds: talks, blinks, turns both ways, smiles. */
final class DemoAct implements Performance {
  static final double SECONDS = 7;

  private static final double[] BLINKS = {.9, 2.6, 4.1, 5.7};

  private final Performance talk = Performance.talk(new Seed(7));

  @Override
  public Pose at(double t) {
    Pose p = talk.at(t);
    double turn = rise(t, 2.8, 3.3) * (1 - rise(t, 5, 5.6));
    double smile = rise(t, 5.4, 6.1);
    Pose.Head h = p.head();
    double yaw = h.yaw() * (1 - turn) + turn * 27 * Math.sin(2 * Math.PI * (t - 2.8) / 2.8);
    Mouth smiling = Pose.NEUTRAL.smiling(1).mouth();
    double shut = 0;
    for (double b : BLINKS) {
      shut = Math.max(shut, rise(t, b, b + .1) * (1 - rise(t, b + .14, b + .3)));
    }
    Pose.Look l = p.look();
    double lids = Math.max(shut, Math.max(0, l.blinkLeft()));
    double gaze = Math.clamp(l.gazeX() - .35 * yaw * turn, -30, 30);
    return p.turned(yaw, h.pitch(), h.roll())
        .placed(h.tx(), h.ty() + .07, 1.25)
        .with(p.mouth().towards(smiling, smile))
        .with(new Pose.Look(gaze, l.gazeY(), lids, lids, .55 * smile));
  }

  private static double rise(double t, double from, double to) {
    double u = Math.clamp((t - from) / (to - from), 0, 1);
    return u * u * (3 - 2 * u);
  }
}
