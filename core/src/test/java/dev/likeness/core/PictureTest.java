package dev.likeness.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import dev.likeness.core.YuvFrame.Matrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PictureTest {
  private static Frame gradient(int w, int h) {
    byte[] rgb = new byte[w * h * 3];
    for (int y = 0, i = 0; y < h; y++) {
      for (int x = 0; x < w; x++) {
        rgb[i++] = (byte) (40 + 150 * x / w);
        rgb[i++] = (byte) (60 + 120 * y / h);
        rgb[i++] = (byte) (200 - 100 * x / w);
      }
    }
    return new Frame(w, h, rgb);
  }

  @ParameterizedTest
  @CsvSource({"BT601,false", "BT709,false", "BT709,true", "BT2020,true"})
  void smoothColoursSurviveVideo(Matrix matrix, boolean full) {
    Frame f = gradient(61, 43);
    Frame back = YuvFrame.of(f, matrix, full).toFrame();
    for (int y = 0; y < 43; y++) {
      for (int x = 0; x < 61; x++) {
        for (int c = 0; c < 3; c++) {
          assertThat(back.at(x, y, c)).isCloseTo(f.at(x, y, c), offset(5));
        }
      }
    }
  }

  @Test
  void greyAndPrimariesHaveTheStandardsValues() {
    YuvFrame white =
        YuvFrame.of(new Frame(2, 2, filled(12, 255)), Matrix.BT709, false); // BT.709 §3: 235, 128
    assertThat(white.y()[0] & 255).isEqualTo(235);
    assertThat(white.cb()[0] & 255).isEqualTo(128);
    byte[] red = new byte[12];
    for (int i = 0; i < 12; i += 3) {
      red[i] = (byte) 255;
    }
    YuvFrame r = YuvFrame.of(new Frame(2, 2, red), Matrix.BT601, false);
    assertThat(r.y()[0] & 255).isCloseTo(81, offset(1));
    assertThat(r.cb()[0] & 255).isCloseTo(90, offset(1));
    assertThat(r.cr()[0] & 255).isCloseTo(240, offset(1));
  }

  @Test
  void picturesAreTheSameBitForBitOnly() {
    Frame f = gradient(6, 4);
    assertThat(f.same(gradient(6, 4))).isTrue();
    assertThat(f.same(gradient(4, 6))).isFalse();
    YuvFrame y = YuvFrame.of(f, Matrix.BT709, false);
    assertThat(y.same(YuvFrame.of(gradient(6, 4), Matrix.BT709, false))).isTrue();
    assertThat(y.same(YuvFrame.of(f, Matrix.BT601, false))).isFalse();
    assertThat(y.same(f)).isFalse();
    byte[] cr = y.cr().clone();
    cr[5]++;
    assertThat(y.same(new YuvFrame(6, 4, y.y(), y.cb(), cr, Matrix.BT709, false))).isFalse();
  }

  private static byte[] filled(int n, int v) {
    byte[] b = new byte[n];
    java.util.Arrays.fill(b, (byte) v);
    return b;
  }

  @ParameterizedTest
  @CsvSource({"0,0,61,43", "7,3,20,11", "60,42,1,1", "8,8,16,16"})
  void cropIsTheSampleOfTheSamePixels(int x, int y, int w, int h) {
    YuvFrame f = YuvFrame.of(gradient(61, 43), Matrix.BT601, false);
    Frame crop = f.crop(new Box(x, y, w, h));
    Frame sample = f.sample(Affine2.translate(x, y), w, h);
    for (int i = 0; i < crop.rgb().length; i++) {
      assertThat(crop.rgb()[i] & 255).isCloseTo(sample.rgb()[i] & 255, offset(1));
    }
  }

  @ParameterizedTest
  @CsvSource({"0,0,61,43", "7,3,20,11", "60,42,1,1"})
  void planesAreTheCropUnrounded(int x, int y, int w, int h) {
    Frame f = gradient(61, 43);
    Box box = new Box(x, y, w, h);
    for (Picture p : new Picture[] {f, YuvFrame.of(f, Matrix.BT709, false)}) {
      float[][] planes = new float[3][w * h];
      p.crop(box, planes);
      Frame crop = p.crop(box);
      for (int i = 0; i < 3 * w * h; i++) {
        assertThat(planes[i % 3][i / 3]).isCloseTo(crop.rgb()[i] & 255, offset(.51f));
      }
    }
  }

  @Test
  void severalSamplesAPixelAreTheirMean() {
    Frame f = gradient(240, 160);
    Affine2 map = new Affine2(3.1, .4, -9, -.4, 3.1, 5);
    for (Picture p : new Picture[] {f, YuvFrame.of(f, Matrix.BT601, true)}) {
      for (int n = 1; n < 5; n++) {
        Frame a = p.sample(map, 60, 40, n);
        for (int y = 0; y < 40; y++) {
          for (int x = 0; x < 60; x++) {
            double sx = Math.max(0, Math.min(map.x(x + .5, y + .5) - .5, 239));
            double sy = Math.max(0, Math.min(map.y(x + .5, y + .5) - .5, 159));
            assertThat((double) a.at(x, y, 0)).isCloseTo(40 + 150 * sx / 240, offset(4.0));
            assertThat((double) a.at(x, y, 1)).isCloseTo(60 + 120 * sy / 160, offset(4.0));
          }
        }
      }
    }
  }

  @Test
  void aPatchChangesItsPixelsAndNoOthers() {
    YuvFrame f = YuvFrame.of(gradient(40, 30), Matrix.BT601, false);
    Box box = new Box(5, 7, 11, 9);
    float[] d = new float[99];
    for (int y = 2; y < 7; y++) {
      for (int x = 3; x < 9; x++) {
        d[y * 11 + x] = 30;
      }
    }
    YuvFrame out = f.plus(new Patch(box, d, d, d));
    for (int y = 0; y < 30; y++) {
      for (int x = 0; x < 40; x++) {
        boolean inside = x >= 8 && x < 14 && y >= 9 && y < 14;
        int i = y * 40 + x;
        if (inside) {
          assertThat((out.y()[i] & 255) - (f.y()[i] & 255)).isCloseTo(26, offset(1));
        } else {
          assertThat(out.y()[i]).isEqualTo(f.y()[i]);
        }
      }
    }
    // grey has no chroma to move
    assertThat(out.cb()).isEqualTo(f.cb());
    assertThat(f.plus(new Patch(box, new float[99], new float[99], new float[99])).y())
        .isEqualTo(f.y());
  }

  @ParameterizedTest
  @CsvSource({"5,7,11,9", "4,6,10,8", "0,0,41,31", "40,30,1,1", "39,2,2,29"})
  void colourOfAPatchIsSharedByThePixelsOfAChromaPixel(int x, int y, int w, int h) {
    YuvFrame f = YuvFrame.of(gradient(41, 31), Matrix.BT709, false);
    float[] red = new float[w * h];
    java.util.Arrays.fill(red, 40);
    float[] none = new float[w * h];
    YuvFrame out = f.plus(new Patch(new Box(x, y, w, h), red, none, none));
    for (int cy = 0; cy < 16; cy++) {
      for (int cx = 0; cx < 21; cx++) {
        int all = 0;
        int touched = 0;
        for (int py = 2 * cy; py < Math.min(2 * cy + 2, 31); py++) {
          for (int px = 2 * cx; px < Math.min(2 * cx + 2, 41); px++) {
            all++;
            touched += px >= x && px < x + w && py >= y && py < y + h ? 1 : 0;
          }
        }
        // BT.709: Cr = (R − Y) / 1.5748, in 224 steps
        double share = (double) touched / all;
        double cr = share * 40 * (1 - .2126) / 1.5748 * 224 / 255;
        int i = cy * 21 + cx;
        assertThat((double) (out.cr()[i] & 255) - (f.cr()[i] & 255)).isCloseTo(cr, offset(.51));
      }
    }
  }

  @Test
  void aPatchOutsideIsRefused() {
    Frame f = gradient(10, 10);
    float[] d = new float[4];
    assertThatThrownBy(() -> f.plus(new Patch(new Box(9, 0, 2, 2), d, d, d)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("10×10");
  }

  @Test
  void samplingAtHalfSizeTakesTheMiddleOfFourPixels() {
    byte[] rgb = new byte[4 * 4 * 3];
    for (int i = 0; i < 16; i++) {
      rgb[3 * i] = (byte) (10 * i);
    }
    Frame half = new Frame(4, 4, rgb).sample(Affine2.scale(2), 2, 2);
    assertThat(half.at(0, 0, 0)).isEqualTo((0 + 10 + 40 + 50) / 4);
    assertThat(half.at(1, 1, 0)).isEqualTo((100 + 110 + 140 + 150) / 4);
  }
}
