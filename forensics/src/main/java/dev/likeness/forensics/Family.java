package dev.likeness.forensics;

/** Kinds of traces that come about independently of each other. */
public enum Family {
  /** What up-sampling layers leave in the pixels of a generated picture. */
  GENERATION,
  /** That a face differs from what surrounds it. */
  SURROUNDINGS,
  /** A seam between two pictures. */
  SEAM,
  /** What a person sees without instruments. */
  EYE,
  /** How a face moves, and whether it goes with the sound; told, never counted. */
  MOVEMENT,
  /** How the file was written; told, never counted. */
  FILE;

  /** Whether what is found counts towards a verdict. */
  public boolean counts() {
    return this != MOVEMENT && this != FILE;
  }
}
