package dev.likeness.media;

import dev.likeness.core.Frame;
import java.awt.Transparency;
import java.awt.color.CMMException;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.BufferedImage;
import java.awt.image.ColorConvertOp;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;

/** Colours of cameras and screens with a wider gamut than sRGB, as ICC profiles describe them. */
final class Profile {
  private Profile() {}

  /**
   * The picture with its numbers brought from the profile to sRGB; as it is, if the profile is none
   * for RGB or cannot be read. Telephones save photos as Display P3 this way.
   */
  static Frame toSrgb(Frame f, byte[] icc) {
    try {
      ICC_Profile profile = ICC_Profile.getInstance(icc);
      if (profile.getColorSpaceType() != ColorSpace.TYPE_RGB) {
        return f;
      }
      ColorSpace space = new ICC_ColorSpace(profile);
      return isSrgb(space) ? f : converted(f, space);
    } catch (IllegalArgumentException | CMMException e) {
      return f;
    }
  }

  /** Most profiles are sRGB by one name or another; their pictures stay to the bit. */
  private static boolean isSrgb(ColorSpace space) {
    int n = 6;
    byte[] grid = new byte[n * n * n * 3];
    for (int i = 0; i < n * n * n; i++) {
      grid[3 * i] = (byte) (i % n * 51);
      grid[3 * i + 1] = (byte) (i / n % n * 51);
      grid[3 * i + 2] = (byte) (i / (n * n) * 51);
    }
    byte[] out = converted(new Frame(n, n * n, grid), space).rgb();
    for (int i = 0; i < grid.length; i++) {
      if (Math.abs((out[i] & 255) - (grid[i] & 255)) > 2) {
        return false;
      }
    }
    return true;
  }

  private static Frame converted(Frame f, ColorSpace space) {
    byte[] out = new byte[f.rgb().length];
    ColorSpace srgb = ColorSpace.getInstance(ColorSpace.CS_sRGB);
    BufferedImage to = image(f.width(), f.height(), out, srgb);
    new ColorConvertOp(null).filter(image(f.width(), f.height(), f.rgb(), space), to);
    return new Frame(f.width(), f.height(), out);
  }

  /** Red, green and blue as they lie in the array, which the image keeps using. */
  private static BufferedImage image(int w, int h, byte[] rgb, ColorSpace space) {
    WritableRaster raster =
        Raster.createInterleavedRaster(
            new DataBufferByte(rgb, rgb.length), w, h, w * 3, 3, new int[] {0, 1, 2}, null);
    ComponentColorModel model =
        new ComponentColorModel(space, false, false, Transparency.OPAQUE, DataBuffer.TYPE_BYTE);
    return new BufferedImage(model, raster, false, null);
  }
}
