package dev.likeness.media;

import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.core.AudioClip;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CutOffTest {
  @TempDir private Path folder;

  private Path file(String name, byte[] bytes) throws IOException {
    return Files.write(folder.resolve(name), bytes);
  }

  @Test
  void aShortenedWavIsFoundAndNothingElse() throws IOException {
    Path whole = folder.resolve("whole.wav");
    Audio.writeWav(new AudioClip(16_000, 1, new float[16_000]), whole);
    byte[] all = Files.readAllBytes(whole);
    assertThat(CutOff.of(whole)).isEmpty();
    assertThat(CutOff.of(file("cut.wav", Arrays.copyOf(all, 20_000))).orElseThrow())
        .contains("of 32000 bytes of sound 19956 are there");
    byte[] stream = all.clone();
    Arrays.fill(stream, 40, 44, (byte) 255);
    assertThat(CutOff.of(file("stream.wav", stream))).isEmpty();
    assertThat(CutOff.of(file("head.wav", Arrays.copyOf(all, 9)))).isEmpty();
    assertThat(CutOff.of(file("empty.wav", new byte[0]))).isEmpty();
    assertThat(CutOff.of(file("text.txt", "RIFFRAFFRIFFRAFF".getBytes("UTF-8")))).isEmpty();
  }
}
