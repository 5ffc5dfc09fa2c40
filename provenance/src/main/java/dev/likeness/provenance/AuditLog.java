package dev.likeness.provenance;

import dev.likeness.consent.HashChain;
import java.nio.file.Path;
import java.time.Clock;
import java.util.function.Consumer;

/**
 * What happened in this installation, in the order it happened, in a {@link HashChain}.
 * Thread-safe, and safe among processes.
 */
public final class AuditLog {
  private final HashChain chain;
  private final Clock clock;

  private AuditLog(HashChain chain, Clock clock) {
    this.chain = chain;
    this.clock = clock;
  }

  /** The log in this file; it comes into being with the first event. */
  public static AuditLog at(Path file, Clock clock) {
    return new AuditLog(HashChain.at(file), clock);
  }

  /**
   * Appends; on return the event is on disk.
   *
   * @throws dev.likeness.consent.ConsentException CHAIN_BROKEN, BUSY, IO
   */
  public HashChain.Entry append(AuditEvent event) {
    return chain.append(event.toJson(), clock);
  }

  /** Reads all entries, checking each. */
  public void read(Consumer<HashChain.Entry> reader) {
    chain.read(reader);
  }

  /** Says whether the log is whole, and if not, where it is broken. */
  public HashChain.State verify() {
    return chain.verify();
  }
}
