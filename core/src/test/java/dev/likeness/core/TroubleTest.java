package dev.likeness.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import org.junit.jupiter.api.Test;

class TroubleTest {
  @Test
  void speaksInWords() {
    assertThat(Trouble.of(new NoSuchFileException("a.txt"))).isEqualTo("there is no a.txt");
    assertThat(Trouble.of(new FileSystemException("a", null, "No space left on device")))
        .isEqualTo("No space left on device");
    assertThat(Trouble.of(new IOException("No space left on device")))
        .isEqualTo("No space left on device");
    for (IOException e :
        List.of(
            new AccessDeniedException("a.txt"),
            new FileAlreadyExistsException("a.txt"),
            new FileSystemException("a.txt"))) {
      assertThat(Trouble.of(e)).contains("a.txt").doesNotContain("Exception");
    }
    assertThat(Trouble.of(new IOException())).isNotBlank();
  }
}
