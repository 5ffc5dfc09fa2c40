package dev.likeness.models.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.likeness.models.onnx.Weights;
import dev.likeness.models.onnx.Weights.F16;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The format as huggingface/safetensors describes it, byte by byte. */
class SafetensorsTest {
  @TempDir Path folder;

  private Path written() throws IOException {
    Map<String, Weights> all = new LinkedHashMap<>();
    all.put("a.weight", Weights.of(new float[] {1, -2.5f, 3, 4e-20f, 5, 6}, 2, 3));
    all.put("b", new Weights(new long[] {2}, new float[] {.5f, 65504}, new F16()));
    Path file = folder.resolve("some.safetensors");
    Safetensors.write(file, all, Map.of("step", "7"));
    return file;
  }

  @Test
  void whatIsWrittenIsRead() throws IOException {
    Safetensors s = Safetensors.read(written());
    assertThat(s.notes()).containsExactly(Map.entry("step", "7"));
    assertThat(s.tensors()).containsOnlyKeys("a.weight", "b");
    Weights a = s.tensors().getOrDefault("a.weight", Weights.of(new float[0], 0));
    assertThat(a.shape()).containsExactly(2, 3);
    assertThat(a.values()).containsExactly(1, -2.5f, 3, 4e-20f, 5, 6);
    Weights b = s.tensors().getOrDefault("b", a);
    assertThat(b.values()).containsExactly(.5f, 65504);
    assertThat(folder).isDirectoryNotContaining("glob:**.part");
  }

  @Test
  void bytesLieWhereOthersLookForThem() throws IOException {
    ByteBuffer all = ByteBuffer.wrap(Files.readAllBytes(written())).order(ByteOrder.LITTLE_ENDIAN);
    int length = (int) all.getLong();
    assertThat(length % 8).isZero();
    byte[] header = new byte[length];
    all.get(header);
    assertThat(new String(header, StandardCharsets.UTF_8).strip())
        .isEqualTo(
            "{\"__metadata__\":{\"step\":\"7\"},"
                + "\"a.weight\":{\"dtype\":\"F32\",\"shape\":[2,3],\"data_offsets\":[0,24]},"
                + "\"b\":{\"dtype\":\"F16\",\"shape\":[2],\"data_offsets\":[24,28]}}");
    assertThat(all.getFloat()).isEqualTo(1);
    assertThat(all.remaining()).isEqualTo(24);
    assertThat(all.getShort(all.limit() - 4)).isEqualTo((short) 0x3800);
  }

  @Test
  void damageIsNamed() throws IOException {
    byte[] all = Files.readAllBytes(written());
    Path cut = folder.resolve("cut.safetensors");
    for (int n : new int[] {0, 5, 40, all.length - 1}) {
      Files.write(cut, Arrays.copyOf(all, n));
      assertThatThrownBy(() -> Safetensors.read(cut))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("cut.safetensors");
    }
    Files.writeString(cut, "{\"this\": \"is\", \"something\": \"else\", \"altogether\": 1}");
    assertThatThrownBy(() -> Safetensors.read(cut)).isInstanceOf(IOException.class);
  }
}
