package dev.likeness.synthesis.duel;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A line of a run's history: means over the steps since the line before.
 *
 * @param step the last step in it
 * @param judging the discriminator's loss
 * @param making the generator's loss
 * @param gap how much more real than made pictures look to the discriminator
 * @param penalty mean squared gradient length
 * @param judgingGradient see {@link Duel.Step}
 * @param makingGradient see {@link Duel.Step}
 * @param near see {@link Duel.Step}
 * @param diversity of samples against real pictures' at this step; −1 where it was not looked at
 * @param heldOut how much more real pictures that are learnt from look to the discriminator than
 *     ones that are not: what it knows by heart; NaN where it was not looked at
 * @param event what happened, for people; empty for nothing
 */
public record History(
    long step,
    double judging,
    double making,
    double gap,
    double penalty,
    double judgingGradient,
    double makingGradient,
    double near,
    double diversity,
    double heldOut,
    String event) {

  ObjectNode json() {
    ObjectNode o = JsonMapper.shared().createObjectNode();
    o.put("step", step).put("judging", judging).put("making", making).put("gap", gap);
    o.put("penalty", penalty).put("judging_gradient", judgingGradient);
    o.put("making_gradient", makingGradient).put("near", near).put("diversity", diversity);
    if (Double.isFinite(heldOut)) {
      o.put("held_out", heldOut);
    }
    return event.isEmpty() ? o : o.put("event", event);
  }

  static History of(JsonNode o) {
    return new History(
        o.path("step").asLong(0),
        o.path("judging").asDouble(0),
        o.path("making").asDouble(0),
        o.path("gap").asDouble(0),
        o.path("penalty").asDouble(-1),
        o.path("judging_gradient").asDouble(0),
        o.path("making_gradient").asDouble(0),
        o.path("near").asDouble(0),
        o.path("diversity").asDouble(-1),
        o.path("held_out").asDouble(Double.NaN),
        o.path("event").asString(""));
  }

  /** Sums up steps. */
  static final class Sum {
    private int n;
    private int punished;
    private final double[] sums = new double[7];

    void add(Duel.Step s) {
      n++;
      sums[0] += s.judging();
      sums[1] += s.making();
      sums[2] += s.gap();
      if (s.penalty() >= 0) {
        punished++;
        sums[3] += s.penalty();
      }
      sums[4] += s.judgingGradient();
      sums[5] += s.makingGradient();
      sums[6] += s.near();
    }

    boolean isEmpty() {
      return n == 0;
    }

    History line(long step, double diversity, double heldOut, String event) {
      int k = Math.max(1, n);
      return new History(
          step,
          sums[0] / k,
          sums[1] / k,
          sums[2] / k,
          punished == 0 ? -1 : sums[3] / punished,
          sums[4] / k,
          sums[5] / k,
          sums[6] / k,
          diversity,
          heldOut,
          event);
    }
  }
}
