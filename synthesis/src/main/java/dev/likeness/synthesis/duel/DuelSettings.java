package dev.likeness.synthesis.duel;

import dev.likeness.models.net.Precision;

/**
 * All that decides how a duel goes, besides its pictures, its seed and how long it lasts.
 *
 * @param size of both networks
 * @param batch pictures a step, at least 2
 * @param rate Adam's step size
 * @param sharpness the discriminator's step size against the generator's
 * @param lead how the generator is led
 * @param penalty weight of the gradients' squared length at real and made pictures (R1 and R2)
 * @param penalised pictures of each kind that the penalty is measured at in a step, 1 to batch
 * @param memory in how many pictures the averaged generator forgets half
 * @param augment see there
 * @param precision of the convolutions
 */
public record DuelSettings(
    NetSize size,
    int batch,
    double rate,
    double sharpness,
    Lead lead,
    double penalty,
    int penalised,
    double memory,
    Augment augment,
    Precision precision) {
  public DuelSettings {
    if (batch < 2 || batch > 1024) {
      throw new IllegalArgumentException("batch of " + batch + ": 2 to 1024");
    }
    if (!(sharpness > 0 && sharpness <= 100)) {
      throw new IllegalArgumentException("sharpness " + sharpness);
    }
    if (!(rate > 0 && rate < 1)
        || !(penalty >= 0)
        || penalised < 1
        || penalised > batch
        || !(memory > 0)) {
      throw new IllegalArgumentException(
          "rate %s, penalty %s at %d pictures, memory %s"
              .formatted(rate, penalty, penalised, memory));
    }
  }

  /** What has worked best so far from a few hundred pictures on a processor. */
  public static DuelSettings usual(int side) {
    return new DuelSettings(
        new NetSize(side, 96, 1, 0, 64),
        16,
        .002,
        1.5,
        new Lead(0, 8, 3, .003),
        1,
        2,
        5000,
        Augment.USUAL,
        Precision.HALF);
  }

  public DuelSettings with(NetSize s) {
    return new DuelSettings(
        s, batch, rate, sharpness, lead, penalty, penalised, memory, augment, precision);
  }

  public DuelSettings with(Augment a) {
    return new DuelSettings(
        size, batch, rate, sharpness, lead, penalty, penalised, memory, a, precision);
  }

  public DuelSettings with(Lead l) {
    return new DuelSettings(
        size, batch, rate, sharpness, l, penalty, penalised, memory, augment, precision);
  }

  public DuelSettings withRate(double r) {
    return new DuelSettings(
        size, batch, r, sharpness, lead, penalty, penalised, memory, augment, precision);
  }
}
