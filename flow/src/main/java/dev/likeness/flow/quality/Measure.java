package dev.likeness.flow.quality;

/**
 * What is measured of a result. The order is that of the table; the key is that of the JSON. How
 * each is computed stands with the class that does it.
 */
public enum Measure {
  IDENTITY(
      "identity",
      "Identity: source",
      Better.HIGHER,
      3,
      "Cosine of MobileFaceNet embeddings between the result's face and the persona's pictures,"
          + " mean over sampled frames. The bar was set on this scale."),
  IDENTITY_SECOND(
      "identitySecond",
      "Identity: source (2nd)",
      Better.HIGHER,
      2,
      "The same by a second embedder (faceres), on a scale of 0 for two people to 1 for one"
          + " picture."),
  IDENTITY_THIRD(
      "identityThird",
      "Identity: source (3rd)",
      Better.HIGHER,
      2,
      "The same by a third embedder (dlib), on such a scale."),
  IDENTITY_FOURTH(
      "identityFourth",
      "Identity: source (4th)",
      Better.HIGHER,
      2,
      "The same by a fourth embedder (MobileFace), plain cosine. Held to the bar where MobileFaceNet"
          + " is missing, though its scale is lower."),
  OLD_FACE(
      "oldFace",
      "Identity: old face",
      Better.LOWER,
      3,
      "Cosine of MobileFaceNet embeddings between the result's face and the clip's own person."),
  OLD_FACE_SECOND(
      "oldFaceSecond",
      "Identity: old face (2nd)",
      Better.LOWER,
      2,
      "The same by the second embedder, on its scale."),
  OLD_FACE_THIRD(
      "oldFaceThird",
      "Identity: old face (3rd)",
      Better.LOWER,
      2,
      "The same by the third embedder, on its scale."),
  OLD_FACE_FOURTH(
      "oldFaceFourth",
      "Identity: old face (4th)",
      Better.LOWER,
      2,
      "The same by the fourth embedder, plain cosine."),
  JITTER(
      "jitter",
      "Jitter out/in",
      Better.LOWER,
      2,
      "Second difference of the re-measured landmarks in eye distances, result over clip."),
  FLICKER(
      "flicker",
      "Flicker out/in",
      Better.ONE,
      2,
      "Change of the stabilised skin's lightness L* from frame to frame, result over clip."),
  FLICKER_COLOUR(
      "flickerColour",
      "Colour flicker out/in",
      Better.ONE,
      2,
      "The same of its colour a* b*; a plain re-encoding already lowers it."),
  BORDER(
      "border",
      "Border ΔE out/in",
      Better.LOWER,
      2,
      "CIEDE2000 step across the face's outline, mean over places and frames, result over clip."),
  BORDER_P95(
      "borderP95",
      "Border ΔE p95",
      Better.LOWER,
      2,
      "The 95th percentile of those steps, result over clip."),
  BORDER_STRETCH(
      "borderStretch",
      "Border stretch p95",
      Better.LOWER,
      2,
      "Growth of the step by stretch of the outline, 95th percentile: a seam where none was."),
  LEAK(
      "leakFrames",
      "Leak frames",
      Better.LOWER,
      0,
      "Frames with colour at the outline that is neither the new skin nor the target's"
          + " surroundings."),
  LEAK_WORST(
      "leakWorst",
      "Leak, worst frame",
      Better.LOWER,
      2,
      "The worst frame's foreign area in multiples of what counts as a leak."),
  MOUTH(
      "mouth",
      "Mouth correlation",
      Better.HIGHER,
      3,
      "Lip opening over time, result against clip, by the face mesh (Pearson)."),
  MOUTH_AMPLITUDE(
      "mouthAmplitude", "Mouth amplitude", Better.ONE, 2, "Deviation of the opening, out over in."),
  MOUTH_SECOND(
      "mouthSecond",
      "Mouth correlation (2nd)",
      Better.HIGHER,
      3,
      "The same by the second landmarker (68 points)."),
  MOUTH_AMPLITUDE_SECOND(
      "mouthAmplitudeSecond",
      "Mouth amplitude (2nd)",
      Better.ONE,
      2,
      "The same by the second landmarker."),
  EYES(
      "eyes",
      "Eye correlation",
      Better.HIGHER,
      3,
      "Eye aspect ratio over time, result against clip, by the face mesh (Pearson)."),
  BLINK(
      "blinkDepth",
      "Blink depth kept",
      Better.ONE,
      2,
      "Depth of the clip's blinks in the result, median; none where the clip has no blink."),
  EYES_SECOND(
      "eyesSecond",
      "Eye correlation (2nd)",
      Better.HIGHER,
      3,
      "The same by the second landmarker (68 points)."),
  BLINK_SECOND(
      "blinkDepthSecond", "Blink depth (2nd)", Better.ONE, 2, "The same by the second landmarker."),
  GAZE(
      "gaze",
      "Gaze error ×",
      Better.LOWER,
      2,
      "Gaze error by 68 points and iris edge, in multiples of what re-measuring the clip gives"
          + " (re-encoded, cut out up to a pixel aside)."),
  GAZE_ERROR(
      "gazeError", "Gaze error", Better.LOWER, 4, "The same in eye widths: distance of the iris."),
  GAZE_STEADY(
      "gazeSteady",
      "Gaze error, steady part out",
      Better.LOWER,
      4,
      "The same without what is constant over the clip."),
  GAZE_NETWORK(
      "gazeNetwork", "Gaze error (iris net)", Better.LOWER, 4, "The same by the iris network."),
  GAZE_FOLLOWS(
      "gazeFollows",
      "Gaze correlation",
      Better.HIGHER,
      3,
      "Sideways place of the iris over time, result against clip, by 68 points and iris edge"
          + " (Pearson)."),
  GAZE_FOLLOWS_NETWORK(
      "gazeFollowsNetwork",
      "Gaze correlation (iris net)",
      Better.HIGHER,
      3,
      "The same by the iris network."),
  GAZE_AMPLITUDE(
      "gazeAmplitude",
      "Gaze amplitude (iris net)",
      Better.ONE,
      2,
      "Deviation of that place, out over in, by the iris network."),
  EYES_AMPLITUDE(
      "eyesAmplitude",
      "Eye amplitude",
      Better.ONE,
      2,
      "Deviation of the eye aspect ratio, out over in."),
  YAW("yaw", "Yaw correlation", Better.HIGHER, 3, "Turn of the head sideways over time (Pearson)."),
  YAW_AMPLITUDE("yawAmplitude", "Yaw amplitude", Better.ONE, 2, "Its deviation, out over in."),
  PITCH("pitch", "Pitch correlation", Better.HIGHER, 3, "The same up and down."),
  PITCH_AMPLITUDE(
      "pitchAmplitude", "Pitch amplitude", Better.ONE, 2, "Its deviation, out over in."),
  YAW_MOST(
      "yawMost",
      "Largest turn, °",
      Better.HIGHER,
      1,
      "The 98th percentile of the turn sideways from straight, in the result."),
  FACE_PSNR(
      "facePsnr",
      "PSNR inside the face, dB",
      Better.HIGHER,
      1,
      "Result against clip inside the clip's face outline, all colours, each frame brought to the"
          + " clip's place by a similarity of the stiff points; only where clip and picture show one"
          + " person."),
  FACE_SSIM(
      "faceSsim",
      "SSIM inside the face",
      Better.HIGHER,
      3,
      "Structural similarity of luma (Wang et al. 2004, windows of 8×8 pixels) inside the clip's face"
          + " outline, as the PSNR there; only where clip and picture show one person."),
  MESH_ERROR(
      "meshError",
      "Mesh error, % of eyes",
      Better.LOWER,
      2,
      "Mean distance of the re-measured landmarks after the same similarity, per cent of the eye"
          + " distance; only where clip and picture show one person."),
  MILLISECONDS(
      "milliseconds",
      "ms a frame",
      Better.LOWER,
      1,
      "From the command to the exported file, without starting the program and the networks."),
  OUTSIDE(
      "outside",
      "PSNR outside, dB",
      Better.HIGHER,
      1,
      "Luma outside the face area and the badge, over the clip."),
  LOST(
      "lost",
      "Face lost, frames",
      Better.LOWER,
      0,
      "Frames of the result in which the landmarker sees no face where the clip has one."),
  FRAMES("frames", "Frames out − in", Better.ZERO, 0, "Video pictures gained or lost."),
  SOUND("soundPackets", "Sound packets out − in", Better.ZERO, 0, "Sound packets gained or lost."),
  TRUTH(
      "truth",
      "Landmark error",
      Better.LOWER,
      3,
      "Puppets only: re-measured landmarks against the drawn truth, eye distances, over what"
          + " re-measuring the clip gives."),
  GAZE_TRUTH(
      "gazeTruth",
      "Gaze error × (truth)",
      Better.LOWER,
      2,
      "Puppets only: error of the gaze in degrees against the drawn truth, result over clip."),
  OCCLUDER(
      "occluder",
      "Occluder kept",
      Better.HIGHER,
      3,
      "Puppets only: share of the pixels of hands, hair and glasses over the face that the result"
          + " shows unchanged (ΔE*ab under 8).");

  /** Which way is good. */
  public enum Better {
    HIGHER,
    LOWER,
    ONE,
    ZERO
  }

  private final String key;
  private final String title;
  private final Better better;
  private final int decimals;
  private final String about;

  Measure(String key, String title, Better better, int decimals, String about) {
    this.key = key;
    this.title = title;
    this.better = better;
    this.decimals = decimals;
    this.about = about;
  }

  /** The name in JSON. */
  public String key() {
    return key;
  }

  /** The heading in tables. */
  public String title() {
    return title;
  }

  public Better better() {
    return better;
  }

  /** One sentence: what it is, in which unit. */
  public String about() {
    return about;
  }

  /** A value as tables show it; a dash for what could not be measured. */
  public String show(double v) {
    if (Double.isNaN(v)) {
      return "–";
    }
    return Double.isInfinite(v)
        ? v > 0 ? "∞" : "−∞"
        : String.format(java.util.Locale.ROOT, "%." + decimals + "f", v);
  }

  /** How bad a value is, for finding the worst; NaN stays NaN. */
  double badness(double v) {
    return switch (better) {
      case HIGHER -> -v;
      case LOWER -> v;
      case ONE -> v <= 0 ? Double.POSITIVE_INFINITY : Math.abs(Math.log(v));
      case ZERO -> Math.abs(v);
    };
  }
}
