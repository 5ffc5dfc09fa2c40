package dev.likeness.puppet;

/** Ready-made lightings, each a key, a fill and a rim light over an even surround. */
public enum Light {
  /** A large soft source above left, weak fill, thin rim: a portrait studio. */
  STUDIO,
  /** Cool daylight from a window on the picture's left, the other side in shade. */
  WINDOW,
  /** Low warm sun from the right, blue sky as fill. */
  SUNSET,
  /** Even light from everywhere, hardly a shadow. */
  OVERCAST,
  /** Warm lamps from above, greenish surround. */
  INDOOR,
  /** One hard source from the side in a dark room. */
  LOW_KEY;
}
