package dev.likeness.cli;

import dev.likeness.flow.QualityReport;
import dev.likeness.flow.Review;
import dev.likeness.provenance.Reviewer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Shows the report and asks on the terminal, unless the approval was given beforehand. */
final class TerminalReview implements Review {
  private final Terminal terminal;
  private final ProgressLine progress;
  private final @Nullable String approveAs;
  private @Nullable QualityReport shown;

  TerminalReview(Terminal terminal, ProgressLine progress, @Nullable String approveAs) {
    this.terminal = terminal;
    this.progress = progress;
    this.approveAs = approveAs;
  }

  /** The report that was shown. */
  QualityReport report() {
    if (shown == null) {
      throw new IllegalStateException("nobody was asked yet");
    }
    return shown;
  }

  /** The same without showing the report, where somebody has approved beforehand. */
  Review quiet() {
    if (approveAs == null) {
      throw new IllegalStateException("nobody has approved beforehand");
    }
    String name = approveAs.strip();
    return new Review() {
      @Override
      public Answer ask(QualityReport report, Path sheet) {
        return new Answer.Approved(new Reviewer(name, Reviewer.How.NAMED));
      }

      @Override
      public boolean looks() {
        return false;
      }
    };
  }

  @Override
  public Answer ask(QualityReport report, Path sheet) {
    shown = report;
    progress.close();
    terminal.err().println("Report");
    report.lines().forEach(l -> terminal.err().println("  " + l));
    Path sound = sheet.resolveSibling("draft.wav");
    boolean heard = Files.exists(sound);
    terminal.err().println((heard ? "To be heard: " : "Contact sheet: ") + (heard ? sound : sheet));
    if (approveAs != null) {
      return new Answer.Approved(new Reviewer(approveAs.strip(), Reviewer.How.NAMED));
    }
    String name =
        terminal.ask(
            (heard ? "Listen to it." : "Look at the contact sheet.")
                + " Your name (Enter to decide later): ");
    if (name == null || name.isEmpty()) {
      return new Answer.Later();
    }
    Reviewer reviewer = new Reviewer(name, Reviewer.How.ASKED);
    while (true) {
      String word = terminal.ask("May this leave as " + name + " approves? (yes/no/later): ");
      switch (word == null ? "later" : word.toLowerCase(Locale.ROOT)) {
        case "yes", "y" -> {
          return new Answer.Approved(reviewer);
        }
        case "no", "n" -> {
          String why = terminal.ask("Why not? ");
          return new Answer.Rejected(reviewer, why == null || why.isBlank() ? "no reason" : why);
        }
        case "later", "" -> {
          return new Answer.Later();
        }
        default -> terminal.err().println("Please answer yes, no or later.");
      }
    }
  }
}
