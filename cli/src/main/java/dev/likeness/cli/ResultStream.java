package dev.likeness.cli;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Where results are printed to, which remembers that they could not be: a {@link PrintStream} keeps
 * such things to itself, and a result that a full disk swallowed would count as printed.
 */
final class ResultStream extends OutputStream {
  private final OutputStream to;
  private volatile @Nullable IOException failed;

  ResultStream(OutputStream to) {
    this.to = to;
  }

  PrintStream printer() {
    return new PrintStream(new BufferedOutputStream(this), true, StandardCharsets.UTF_8);
  }

  /**
   * Why results are lost; null where they are not, or where whoever read them has stopped to listen
   * (as {@code head} does), which is no failure.
   */
  @Nullable String lost() {
    IOException e = failed;
    String said = e == null ? null : String.valueOf(e.getMessage());
    return said == null || said.contains("Broken pipe") ? null : said;
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] b, int from, int length) throws IOException {
    try {
      to.write(b, from, length);
    } catch (IOException e) {
      failed = failed == null ? e : failed;
      throw e;
    }
  }

  @Override
  public void flush() throws IOException {
    to.flush();
  }
}
