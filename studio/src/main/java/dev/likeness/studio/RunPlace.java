package dev.likeness.studio;

import java.nio.file.Path;

/**
 * A run's folder: {@code pictures} (uploads under their own names), {@code run} (what the trainer
 * keeps), {@code live.json} (curves), {@code result} (what was learnt).
 */
record RunPlace(Path folder) {
  Path pictures() {
    return folder.resolve("pictures");
  }

  Path run() {
    return folder.resolve("run");
  }

  Path live() {
    return folder.resolve("live.json");
  }

  Path result() {
    return folder.resolve("result.safetensors");
  }

  Path lock() {
    return folder.resolve("lock");
  }
}
