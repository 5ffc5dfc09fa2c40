package dev.likeness.flow;

import dev.likeness.core.Progress;
import java.nio.file.Path;

/** A process of its own that swaps, to be killed. Arguments: home, persona, target, out. */
final class SwapChild {
  private SwapChild() {}

  public static void main(String[] args) {
    try (Workshop w = Stage.workshop(Path.of(args[0]))) {
      Progress slow =
          new Progress() {
            @Override
            public void report(String stage, long done, long total) {
              // Slow enough for the test to strike in the middle.
              if (done > 12) {
                try {
                  Thread.sleep(100);
                } catch (InterruptedException e) {
                  Thread.currentThread().interrupt();
                }
              }
            }

            @Override
            public boolean stopRequested() {
              return false;
            }
          };
      Stage.swap(w, Stage.request(args[1], Path.of(args[2]), Path.of(args[3])), slow);
    }
  }
}
