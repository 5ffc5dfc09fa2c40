package dev.likeness.media;

import java.util.concurrent.atomic.AtomicReference;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.ffmpeg.global.swresample;
import org.bytedeco.ffmpeg.global.swscale;
import org.bytedeco.javacpp.Loader;
import org.jspecify.annotations.Nullable;

/**
 * FFmpeg's libraries, loaded at once and by a thread that nobody interrupts. JavaCPP unpacks them
 * on the first use on a machine and holds a file lock meanwhile; where the thread is interrupted
 * then, as a reader's is when it is closed early, the library stays unusable for good.
 */
final class Natives {
  private Natives() {}

  /**
   * @throws LinkageError where there are none for this machine
   */
  static void load() {
    AtomicReference<@Nullable LinkageError> failure = new AtomicReference<>();
    Thread loader =
        Thread.ofPlatform()
            .daemon()
            .name("media-load")
            .start(
                () -> {
                  try {
                    Loader.load(avutil.class);
                    Loader.load(swresample.class);
                    Loader.load(swscale.class);
                    Loader.load(avcodec.class);
                    Loader.load(avformat.class);
                  } catch (LinkageError e) {
                    failure.set(e);
                  }
                });
    Threads.await(loader);
    LinkageError e = failure.get();
    if (e != null) {
      throw e;
    }
  }
}
