package dev.likeness.flow;

import dev.likeness.core.Picture;
import dev.likeness.core.Progress;
import dev.likeness.flow.FlowException.Code;
import dev.likeness.synthesis.FaceMotion;
import dev.likeness.synthesis.run.Job;
import java.nio.file.Path;
import java.util.function.Function;

/**
 * Looks at single frames of a talking portrait that was spoken already.
 *
 * @param motion of all of it
 * @param job of a film
 */
record TalkLook(HeldLook held, FaceMotion motion, Function<Path, Job> job) implements FrameLook {
  @Override
  public Seen look(long frame, Path out, Progress progress) {
    int frames = motion.states().size();
    if (frame >= frames) {
      throw new FlowException(
          Code.BAD_REQUEST,
          "the speech ends before frame %d: the film has %d, counted from 0"
              .formatted(frame, frames));
    }
    held.show(painted(frame, progress), out);
    return new Seen(frames, "");
  }

  /** A frame as the draft has it, before label and encoder. */
  Picture painted(long frame, Progress progress) {
    return held.painted(motion.at(frame), null, job, frame, progress);
  }

  @Override
  public void close() {
    held.close();
  }
}
