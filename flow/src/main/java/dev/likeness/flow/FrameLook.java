package dev.likeness.flow;

import dev.likeness.core.Progress;
import java.nio.file.Path;

/**
 * Single frames of what a recipe would make, looked at before it is made: painted by the painter
 * that would paint the draft, then made small, stamped, signed and logged as every preview is.
 * Consent is asked for at each look, the content gate looks at what goes in once and at each
 * picture. What takes its time (a voice, a driver's face) is done at the first look and kept until
 * this is closed. One thread at a time.
 */
public interface FrameLook extends AutoCloseable {
  /**
   * What is to be known of a look.
   *
   * @param frames how many frames the result will have; 0 where only making it tells
   * @param differs why the draft's frame may look otherwise, a sentence; empty where it will not
   */
  record Seen(long frames, String differs) {}

  /**
   * Paints one frame.
   *
   * @param frame its number in the result, from 0
   * @param out a PNG
   * @throws FlowException UNSUITABLE, BAD_REQUEST
   * @throws dev.likeness.consent.ConsentRefused where a grant does not hold now
   * @throws dev.likeness.provenance.GateRefused where something does not pass the content gate
   * @throws dev.likeness.synthesis.run.MakerException NO_SUCH_FRAME, NO_FACE
   */
  Seen look(long frame, Path out, Progress progress);

  @Override
  void close();
}
