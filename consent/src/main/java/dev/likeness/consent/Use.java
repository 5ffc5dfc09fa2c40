package dev.likeness.consent;

/** What may be done with somebody's likeness. */
public enum Use {
  /** The face on another person's video or photo. */
  SWAP("swap"),
  /** The person moved by another person's expression and pose. */
  REENACT("reenact"),
  /** The mouth moved to other words. */
  LIP_SYNC("lip-sync"),
  /** A photo or video of the person made to speak. */
  TALK("talk"),
  /** The voice. */
  VOICE("voice"),
  /** A new still picture in the likeness. */
  PICTURE("picture");

  private final String word;

  Use(String word) {
    this.word = word;
  }

  /** The name in grant files and on the command line. */
  public String word() {
    return word;
  }

  /** The use with this name, as {@link #word} writes it. */
  public static Use ofWord(String word) {
    for (Use u : values()) {
      if (u.word.equals(word)) {
        return u;
      }
    }
    throw new IllegalArgumentException(
        "unknown use '" + word + "'; known are swap, reenact, lip-sync, talk, voice, picture");
  }
}
