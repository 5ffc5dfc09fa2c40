package dev.likeness.models;

/** The networks in the jar; each has a {@link ModelCard}. */
public enum ModelId {
  /** BlazeFace short range: near faces, 128². */
  FACE_DETECTOR_SHORT("face-detector-short"),
  /** BlazeFace back camera: smaller faces too, 256². */
  FACE_DETECTOR_BACK("face-detector-back"),
  /** 468 face-mesh points, 192². */
  FACE_MESH("face-mesh"),
  /** Lid contours and iris of one eye, 64². */
  IRIS("iris"),
  /** Age, gender and a 1024-number face descriptor, 224². */
  FACE_ATTRIBUTES("face-attributes"),
  /** MobileFace: 256-number face embedding, 112². */
  MOBILE_FACE("mobile-face"),
  /** dlib's face recognition ResNet: 128-number face descriptor, 150². */
  DLIB_FACE("dlib-face"),
  /** face-api's 68 landmarks, 112²: a second opinion for measurements. */
  LANDMARKS_68("landmarks-68"),
  /** Person against background, 256². */
  SELFIE_SEGMENTER("selfie-segmenter"),
  /** Palm detector, 192². */
  HAND_DETECTOR("hand-detector"),
  /** 21 points of one hand, 224². */
  HAND_LANDMARKS("hand-landmarks"),
  /** NSFWJS: whether a picture shows sexual content, 224². */
  SEXUAL_CONTENT("sexual-content"),
  /** all-MiniLM-L6-v2: 384 numbers for an English sentence; opened by {@link SentenceEmbedder}. */
  SENTENCES("sentences");

  private final String key;

  ModelId(String key) {
    this.key = key;
  }

  /** The name in files and reports. */
  public String key() {
    return key;
  }
}
