package dev.likeness.synthesis;

import dev.likeness.models.net.Ops;
import dev.likeness.models.net.Parameter;
import dev.likeness.models.net.UNet;
import java.util.List;

/**
 * Corrects a painted face of one person: a {@link UNet} on pixels folded four to one, so that no
 * layer runs at full size.
 *
 * <pre>
 * look          B × 22 × 96 × 96    what {@link FaceCanvas} draws
 * U-Net         16, 32, 48, 64      the coarsest level 12 × 12
 * out           B × 16 × 96 × 96    12 what is added to the folded colours (−1 to 1), 4 the log-odds
 *                                   that it should be
 * </pre>
 */
public final class RefineNet {
  /** Channels of what comes out: 4 pixels' red, green, blue, then 4 pixels' log-odds. */
  public static final int OUT = 16;

  /** How loudly the last layer begins: it adds next to nothing. */
  static final float QUIET = .002f;

  private static final UNet NET =
      new UNet(FaceCanvas.CHANNELS, List.of(16, 32, 48, 64), false, OUT);

  private RefineNet() {}

  /** Its parameters, before they have learnt: at first it adds next to nothing. */
  public static List<Parameter> parameters() {
    return NET.parameters(QUIET);
  }

  /** What comes out for what the canvas drew. */
  public static <T> T of(Ops<T> ops, T look) {
    return NET.of(ops, look);
  }
}
