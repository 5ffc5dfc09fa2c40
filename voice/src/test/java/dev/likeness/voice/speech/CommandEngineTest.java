package dev.likeness.voice.speech;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.likeness.core.AudioClip;
import dev.likeness.media.Audio;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** With a shell script that lays a recording where it is told to. */
@DisabledOnOs(OS.WINDOWS)
class CommandEngineTest extends SpeechEngineContract {
  @TempDir private static Path folder;
  private static Path script;

  @BeforeAll
  static void record() throws IOException {
    float[] tone = new float[22_050];
    for (int i = 0; i < tone.length; i++) {
      tone[i] = .3f * (float) Math.sin(i * .1);
    }
    Path wav = folder.resolve("voice.wav");
    Audio.writeWav(new AudioClip(22_050, 1, tone), wav);
    script = folder.resolve("say.sh");
    Files.writeString(script, "cat > \"$2\"\ncp '" + wav + "' \"$1\"\n");
  }

  private static CommandEngine engine(String... command) {
    return new CommandEngine(List.of(command), "test recording", 48_000);
  }

  @Override
  SpeechEngine engine() {
    return engine("sh", script.toString(), "{out}", folder.resolve("text").toString());
  }

  @Test
  void theSentenceIsOnStandardInput() throws IOException {
    engine().say(LINE);
    assertThat(Files.readString(folder.resolve("text"))).isEqualTo("Bob may buy a blue boat.");
  }

  @Test
  void whatFailsIsTold() {
    assertThatThrownBy(() -> engine("sh", "-c", "echo no model >&2; exit 3", "{out}").say(LINE))
        .isInstanceOf(SpeechException.class)
        .hasMessageContaining("ended with 3")
        .hasMessageContaining("no model");
    assertThatThrownBy(() -> engine("likeness-no-such-program", "{out}").say(LINE))
        .hasMessageContaining("does not start");
    assertThatThrownBy(() -> engine("sh", "-c", "true", "{out}").say(LINE))
        .hasMessageContaining("wrote nothing");
    assertThatThrownBy(() -> engine("sh", "-c", "true"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("{out}");
  }
}
