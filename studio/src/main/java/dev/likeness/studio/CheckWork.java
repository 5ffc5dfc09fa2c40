package dev.likeness.studio;

import dev.likeness.core.Trouble;
import dev.likeness.flow.Home;
import dev.likeness.flow.Workshop;
import dev.likeness.flow.verify.Verifiers;
import dev.likeness.flow.verify.VerifyForensics;
import dev.likeness.flow.verify.VerifyReport;
import dev.likeness.forensics.Examination;
import dev.likeness.provenance.SigningKeys;
import dev.likeness.provenance.TrustLists;
import dev.likeness.provenance.Verification;
import dev.likeness.provenance.c2pa.CredentialReport;
import dev.likeness.provenance.c2pa.SignerInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Consumer;
import tools.jackson.databind.node.ObjectNode;

/** Has one file verified: where it says it comes from, and what is seen in it. */
final class CheckWork {
  private static final int MOST = 3;

  private final Home home;
  private final Clock clock;
  private final Checks checks;
  private final Uploads files;
  private final Consumer<Check> told;
  private volatile boolean closing;

  /**
   * @param told hears of every check that has come to an end
   */
  CheckWork(Home home, Clock clock, Checks checks, Uploads files, Consumer<Check> told) {
    this.home = home;
    this.clock = clock;
    this.checks = checks;
    this.files = files;
    this.told = told;
  }

  /** Nothing new is begun. */
  void stop() {
    closing = true;
  }

  /**
   * Does what is to be done.
   *
   * @return whether it has to go on later
   */
  boolean run(String id) {
    Check k = checks.find(id).orElse(null);
    if (k == null || k.state() == Check.State.DONE || k.state() == Check.State.FAILED) {
      return false;
    }
    if (closing) {
      return true;
    }
    if (checks.begin(id, clock.instant()) > MOST) {
      checks.failed(id, "looking at it was begun %d times".formatted(MOST), clock.instant());
    } else {
      try {
        look(k);
      } catch (IOException e) {
        checks.failed(id, "it cannot be read: " + Trouble.of(e), clock.instant());
      } catch (RuntimeException | LinkageError e) {
        String why = Objects.requireNonNullElse(e.getMessage(), e.getClass().getSimpleName());
        checks.failed(id, why, clock.instant());
      }
    }
    checks.find(id).ifPresent(told);
    return false;
  }

  /** What our own root vouches for is not what others vouch for. */
  private static String stands(CredentialReport r) {
    boolean own =
        r.state() == CredentialReport.State.TRUSTED
            && r.signer()
                .map(SignerInfo::trustedBy)
                .filter(SigningKeys.OWN_ROOT::equals)
                .isPresent();
    return own ? "own" : r.state().name().toLowerCase(Locale.ROOT);
  }

  private void look(Check k) throws IOException {
    Path file = files.file(k.file());
    Path report = files.report(k.id());
    try (Workshop shop = new Workshop(home, clock);
        VerifyForensics forensics = new VerifyForensics(shop, true)) {
      List<String> said = new ArrayList<>();
      Verification v =
          Verifiers.of(shop, shop.keys().trust(TrustLists.packaged()), said::add).verify(file);
      List<String> lines = VerifyReport.text(k.name(), v, true);
      Examination e = forensics.examine(file, k.name(), v, lines, List.of());
      forensics.write(report).ifPresent(why -> said.add("the report is not signed: " + why));
      ObjectNode all = VerifyReport.json(k.name(), v);
      all.set("forensics", VerifyForensics.json(e));
      Files.writeString(report.resolve("all.json"), all.toString());
      said.addAll(lines);
      said.addAll(VerifyForensics.text(e));
      checks.done(
          k.id(),
          stands(v.credentials()),
          e.verdict().name().toLowerCase(Locale.ROOT),
          String.join("\n", said),
          clock.instant());
    }
  }
}
