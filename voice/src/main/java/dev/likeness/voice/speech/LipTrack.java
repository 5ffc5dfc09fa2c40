package dev.likeness.voice.speech;

import dev.likeness.core.MouthShape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * From speech sounds to the mouth over time. Each sound pulls the mouth towards its shape with a
 * strength that fades with the distance in time from its middle, so that neighbours run into each
 * other (co-articulation by dominance: Cohen and Massaro 1993, "Modeling coarticulation in
 * synthetic visual speech"). Lips that have to close (p, b, m) pull hardest and do close.
 */
public final class LipTrack {
  private static final Set<String> CLOSED = Set.of("P", "B", "M");
  private static final Set<String> TUCKED = Set.of("F", "V");

  private static final Map<String, MouthShape> SHAPES =
      shapes(
          of(0, 0, .08, 0, 0, .85, 0, 0, "P", "B", "M"),
          of(.06, .12, 0, 0, .45, 0, -.7, 0, "F", "V"),
          of(.20, .08, 0, 0, .15, 0, .20, .9, "TH", "DH"),
          of(.16, .12, 0, 0, .20, 0, .24, .6, "T", "D"),
          of(.20, .10, 0, 0, .20, 0, .22, .1, "K", "G", "NG"),
          of(.12, 0, .50, .55, .40, 0, .40, .2, "CH", "JH", "SH", "ZH"),
          of(.07, .38, 0, 0, .34, 0, .36, .25, "S", "Z"),
          of(.17, .10, 0, 0, .18, 0, .22, .7, "N", "L"),
          of(.15, 0, .38, .30, .20, 0, .22, .4, "R", "ER"),
          of(.22, .06, 0, 0, .16, 0, .18, 0, "HH"),
          of(.10, 0, .85, .40, .06, 0, .06, 0, "W"),
          of(.14, .50, 0, 0, .26, 0, .24, .2, "Y"),
          of(.70, .10, 0, 0, .26, 0, .30, 0, "AA"),
          of(.62, .30, 0, 0, .30, 0, .30, 0, "AE"),
          of(.40, .10, 0, 0, .22, 0, .24, 0, "AH"),
          of(.52, 0, .45, .45, .16, 0, .18, 0, "AO"),
          of(.60, .05, .20, .15, .24, 0, .26, 0, "AW"),
          of(.58, .20, 0, 0, .28, 0, .28, 0, "AY"),
          of(.40, .40, 0, 0, .28, 0, .26, .1, "EH"),
          of(.32, .52, 0, 0, .30, 0, .28, .1, "EY"),
          of(.24, .40, 0, 0, .28, 0, .26, .2, "IH"),
          of(.18, .65, 0, 0, .30, 0, .28, .25, "IY"),
          of(.36, 0, .65, .45, .12, 0, .12, 0, "OW"),
          of(.42, .05, .40, .30, .16, 0, .16, 0, "OY"),
          of(.22, 0, .60, .35, .10, 0, .12, 0, "UH"),
          of(.15, 0, .90, .42, .06, 0, .06, 0, "UW"));

  private static final MouthShape UNKNOWN = new MouthShape(.2f, .1f, 0, 0, .2f, 0, .2f, 0);

  /** How far a sound reaches beyond its own half length, seconds. */
  private static final double REACH = .045;

  /** Likewise for the corners, which begin early. */
  private static final double ROUND = .09;

  private static final int WIDE = 1;
  private static final int PUCKER = 2;
  private static final int FUNNEL = 3;

  /** A mouth is in place a little before the sound is heard, seconds. */
  private static final double AHEAD = .02;

  /** Speech opens the jaw so far and hardly further, however loud it is: beyond, it is a shout. */
  private static final float SPOKEN = .52f;

  private static final float SHOUTED = .18f;

  private LipTrack() {}

  /** A jaw that would hang so far, as far as speech lets it. */
  private static float spoken(float jaw) {
    float beyond = jaw - SPOKEN;
    return beyond <= 0 ? jaw : SPOKEN + SHOUTED * beyond / (SHOUTED + beyond);
  }

  private record Entry(MouthShape shape, List<String> phones) {}

  private static Entry of(
      double jaw,
      double wide,
      double pucker,
      double funnel,
      double upper,
      double press,
      double lower,
      double tongue,
      String... phones) {
    return new Entry(
        new MouthShape(
            (float) jaw,
            (float) wide,
            (float) pucker,
            (float) funnel,
            (float) upper,
            (float) press,
            (float) lower,
            (float) tongue),
        List.of(phones));
  }

  private static Map<String, MouthShape> shapes(Entry... entries) {
    Map<String, MouthShape> out = new HashMap<>();
    for (Entry e : entries) {
      e.phones().forEach(p -> out.put(p, e.shape()));
    }
    return Map.copyOf(out);
  }

  /**
   * The mouth at each frame of a video.
   *
   * @param phones in order, as {@link Speech#phones} has them
   * @param fps frames a second
   * @param frames how many
   */
  public static List<MouthShape> of(List<Phone> phones, double fps, int frames) {
    List<MouthShape> out = new ArrayList<>(frames);
    int first = 0;
    for (int f = 0; f < frames; f++) {
      double t = f / fps + AHEAD;
      while (first < phones.size() && phones.get(first).to() < t - .4) {
        first++;
      }
      out.add(at(phones, first, t));
    }
    close(phones, fps, out);
    return out;
  }

  /**
   * The mouth at each frame of a video, to the loudness of the sound: jaw and lips open as far as
   * it says, and stay shut where it is silent.
   */
  public static List<MouthShape> of(Speech speech, double fps, int frames) {
    float[] loud = Loudness.of(speech.clip(), fps, frames);
    List<MouthShape> out = of(speech.phones(), fps, frames);
    for (int f = 0; f < frames; f++) {
      MouthShape m = out.get(f);
      float k = loud[f];
      // how wide and round it is belongs to the sound, and goes only where nothing is said
      float there = Math.min(1, k / .5f);
      out.set(
          f,
          new MouthShape(
              spoken(m.jaw() * k),
              m.wide() * there,
              m.pucker() * there,
              m.funnel() * there,
              m.upper() * Math.min(1, k),
              m.press() * there,
              m.lower() > 0 ? m.lower() * Math.min(1, k) : m.lower() * there,
              m.tongue() * there));
    }
    return out;
  }

  private static MouthShape at(List<Phone> phones, int first, double t) {
    float[] sum = new float[MouthShape.VALUES];
    double[] total = new double[MouthShape.VALUES];
    java.util.Arrays.fill(total, 1e-6);
    for (int i = first; i < phones.size() && phones.get(i).from() < t + .4; i++) {
      Phone p = phones.get(i);
      float[] v = shape(p);
      double w = pull(p, t, REACH);
      double round = pull(p, t, ROUND) * (p.silent() || shaped(v) ? 1 : .3);
      for (int k = 0; k < v.length; k++) {
        double share = k == WIDE || k == PUCKER || k == FUNNEL ? round : w;
        sum[k] += (float) share * v[k];
        total[k] += share;
      }
    }
    for (int k = 0; k < sum.length; k++) {
      sum[k] /= (float) total[k];
    }
    return MouthShape.of(sum);
  }

  /** Whether a sound asks anything of the corners; t, k or n are said with those of their vowel. */
  private static boolean shaped(float[] v) {
    return v[PUCKER] + v[FUNNEL] > .1f || v[WIDE] > .2f;
  }

  private static double pull(Phone p, double t, double beyond) {
    double half = (p.to() - p.from()) / 2;
    double away = Math.abs(t - (p.from() + half));
    double reach = half + beyond;
    if (p.silent()) {
      // a long pause shuts the mouth from end to end, a short one hardly
      double inside = Math.max(0, away - Math.max(0, half - .06));
      return Math.min(1, 4 * half) * Math.exp(-3 * (inside / .09) * (inside / .09));
    }
    double strength = CLOSED.contains(p.symbol()) ? 3 : TUCKED.contains(p.symbol()) ? 2 : 1;
    return strength * Math.exp(-2.2 * (away / reach) * (away / reach));
  }

  private static float[] shape(Phone p) {
    if (p.silent()) {
      return MouthShape.REST.values();
    }
    float[] v = SHAPES.getOrDefault(p.symbol(), UNKNOWN).values();
    boolean vowel = "AEIOU".indexOf(p.symbol().charAt(0)) >= 0;
    float size = vowel ? p.stressed() ? 1.1f : .8f : 1;
    // short sounds are not fully reached
    size *= (float) Math.min(1, .55 + (p.to() - p.from()) / .16);
    if (vowel) {
      v[0] *= size;
    }
    return v;
  }

  /** At least one frame of every p, b and m has its lips together. */
  private static void close(List<Phone> phones, double fps, List<MouthShape> track) {
    for (Phone p : phones) {
      if (CLOSED.contains(p.symbol())) {
        int f = (int) Math.round(((p.from() + p.to()) / 2 - AHEAD) * fps);
        if (f >= 0 && f < track.size()) {
          MouthShape m = track.get(f);
          track.set(
              f,
              new MouthShape(
                  Math.min(m.jaw(), .03f),
                  m.wide() * .5f,
                  m.pucker(),
                  0,
                  0,
                  Math.max(m.press(), .8f),
                  0,
                  0));
        }
      }
    }
  }
}
