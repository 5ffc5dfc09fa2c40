package dev.likeness.media;

import dev.likeness.core.YuvFrame;

/**
 * How a video's numbers mean colours (ITU-T H.273). The codes are kept as the file has them, so
 * that a result carries the same; 2 means unspecified.
 *
 * @param primaries H.273 table 2
 * @param transfer H.273 table 3; 16 (PQ) and 18 (HLG) are high dynamic range: their pixels are
 *     worked on as though they were SDR, and the result keeps the code
 * @param matrixCode H.273 table 4
 * @param matrix the luma weights in use: those of the code, or where it is unspecified BT.601 below
 *     720 lines and columns, BT.709 from there on
 * @param fullRange 0–255 instead of 16–235/240
 * @param rangeKnown whether the file says so itself
 * @param chromaPlace where chroma samples lie: 0 unspecified, else H.273 7.2's chroma location type
 *     plus 1 (1 left, 2 centre, 3 top left)
 */
public record Colour(
    int primaries,
    int transfer,
    int matrixCode,
    YuvFrame.Matrix matrix,
    boolean fullRange,
    boolean rangeKnown,
    int chromaPlace) {

  static final int UNSPECIFIED = 2;

  /** Colour of a picture that was made here: every code is stated. */
  public static Colour made(YuvFrame.Matrix matrix) {
    int code =
        switch (matrix) {
          case BT601 -> 6;
          case BT709 -> 1;
          case BT2020 -> 9;
        };
    return new Colour(
        code, matrix == YuvFrame.Matrix.BT2020 ? 14 : code, code, matrix, false, true, 2);
  }

  /** The weights that apply where the file does not say. */
  static YuvFrame.Matrix guess(int width, int height) {
    return Math.min(width, height) < 720 && Math.max(width, height) < 1280
        ? YuvFrame.Matrix.BT601
        : YuvFrame.Matrix.BT709;
  }

  public boolean highDynamicRange() {
    return transfer == 16 || transfer == 18;
  }
}
