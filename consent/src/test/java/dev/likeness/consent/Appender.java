package dev.likeness.consent;

import java.nio.file.Path;
import java.time.Clock;

/** A process of its own that appends, and says each number once it is acknowledged. */
final class Appender {
  private Appender() {}

  public static void main(String[] args) {
    HashChain chain = HashChain.at(Path.of(args[0]));
    int count = Integer.parseInt(args[2]);
    for (int i = 0; i < count; i++) {
      HashChain.Entry e =
          chain.append(
              CanonicalJson.object().put("by", args[1]).put("n", i).put("pad", "x".repeat(2000)),
              Clock.systemUTC());
      System.out.println(e.sequence());
    }
  }

  static ProcessBuilder start(Path chain, String name, int count) {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-Xshare:auto",
            "-cp",
            System.getProperty("java.class.path"),
            Appender.class.getName(),
            chain.toString(),
            name,
            String.valueOf(count))
        .redirectErrorStream(true);
  }
}
