package dev.likeness.synthesis.style;

import dev.likeness.core.Frame;
import dev.likeness.core.Trouble;
import dev.likeness.models.net.Safetensors;
import dev.likeness.models.onnx.Weights;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a style is painted with: pieces of somebody's works.
 *
 * @param pieces at least one, all of the same height
 * @param share the pieces' height against the short side of the works that they are of
 */
public record Works(List<Frame> pieces, double share) {
  private static final String KIND = "likeness-style/1";
  private static final String PIECES = "pieces";

  public Works {
    if (pieces.isEmpty() || !(share > 0)) {
      throw new IllegalArgumentException(pieces.size() + " pieces of share " + share);
    }
    pieces = List.copyOf(pieces);
  }

  /** A single picture. */
  public static Works of(Frame picture) {
    return new Works(
        List.of(picture), 1.0 * picture.height() / Math.min(picture.width(), picture.height()));
  }

  /**
   * Writes pieces of one size as a safetensors file: {@code pieces}, F16, piece × row × column ×
   * channel, sRGB from 0 to 255.
   *
   * @param about more notes: title, licence, where from
   * @throws StyleException where it cannot be written
   */
  public void write(Path file, Map<String, String> about) {
    Frame first = pieces.getFirst();
    int n = first.rgb().length;
    float[] all = new float[n * pieces.size()];
    for (int k = 0; k < pieces.size(); k++) {
      for (int i = 0; i < n; i++) {
        all[k * n + i] = pieces.get(k).rgb()[i] & 255;
      }
    }
    Map<String, String> notes = new LinkedHashMap<>();
    notes.put("kind", KIND);
    notes.put("share", String.valueOf(share));
    notes.putAll(about);
    try {
      long[] shape = {pieces.size(), first.height(), first.width(), 3};
      Safetensors.write(file, Map.of(PIECES, new Weights(shape, all, new Weights.F16())), notes);
    } catch (IOException e) {
      throw new StyleException(
          "%s cannot be written (%s); check the folder's rights and the disk"
              .formatted(file, Trouble.of(e)),
          e);
    }
  }

  /** Whether a file is one of these; false for whatever cannot be read. */
  public static boolean isStyle(Path file) {
    try {
      return KIND.equals(Safetensors.read(file).notes().get("kind"));
    } catch (IOException | IllegalArgumentException e) {
      return false;
    }
  }

  /**
   * Reads such a file.
   *
   * @throws StyleException where it is none
   */
  public static Works read(Path file) {
    try {
      Safetensors s = Safetensors.read(file);
      Weights w = s.tensors().get(PIECES);
      if (!KIND.equals(s.notes().get("kind")) || w == null) {
        throw new StyleException(
            file
                + " holds no style; name one that 'likeness style train' has written, or a picture");
      }
      long[] shape = w.shape();
      if (shape.length != 4 || shape[3] != 3 || shape[0] < 1 || shape[1] < 1 || shape[2] < 1) {
        throw new StyleException(file + " is damaged: its pieces have no size");
      }
      int n = (int) (shape[1] * shape[2] * 3);
      List<Frame> pieces = new ArrayList<>();
      for (int k = 0; k < shape[0]; k++) {
        byte[] rgb = new byte[n];
        for (int i = 0; i < n; i++) {
          rgb[i] = (byte) Math.clamp((int) w.values()[k * n + i], 0, 255);
        }
        pieces.add(new Frame((int) shape[2], (int) shape[1], rgb));
      }
      return new Works(pieces, Double.parseDouble(s.notes().getOrDefault("share", "")));
    } catch (IOException e) {
      throw new StyleException(
          "%s cannot be read as a style (%s)".formatted(file, Trouble.of(e)), e);
    } catch (IllegalArgumentException e) {
      throw new StyleException(
          "%s is damaged and cannot be read as a style (%s)".formatted(file, e.getMessage()), e);
    }
  }
}
