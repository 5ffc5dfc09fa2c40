package dev.likeness.flow.quality;

import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.core.Progress;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

@Isolated("it looks at the heap")
class SignBenchTest {
  @TempDir private Path folder;

  @Test
  void memoryDoesNotGrowWithTheFileAndNothingIsLeft() throws IOException {
    SignBench bench = new SignBench(folder, Clock.systemUTC(), Progress.NONE);
    List<SignBench.Turn> small = bench.run(1 << 20, 2);
    List<SignBench.Turn> large = bench.run(64 << 20, 2);
    assertThat(small).hasSize(2).allSatisfy(t -> assertThat(t.signing()).isPositive());
    assertThat(large).allSatisfy(t -> assertThat(t.plain()).isPositive());
    // what others leave on the heap is in it, the file is not
    assertThat(large.get(1).heap() - small.get(1).heap()).isLessThan(32 << 20);
    assertThat(folder).isEmptyDirectory();
  }
}
