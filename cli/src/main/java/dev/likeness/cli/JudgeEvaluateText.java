package dev.likeness.cli;

import dev.likeness.core.Seed;
import dev.likeness.forensics.evaluate.TextEvaluation;
import dev.likeness.forensics.text.AuthorModel;
import dev.likeness.forensics.text.Authors;
import dev.likeness.forensics.text.TextJudge;
import dev.likeness.forensics.text.TextJudge.Verdict;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ArrayNode;

/** Measures the judge of texts. */
@Command(
    name = "evaluate-text",
    description = {
      "Measure 'likeness verify-text' on people whose texts are known: each folder is a person with"
          + " several messages."
    })
final class JudgeEvaluateText extends Task {
  @Option(names = "--data", required = true, paramLabel = "DIR", description = "A folder a person.")
  private Path data = Path.of("");

  @Option(
      names = "--words",
      split = ",",
      paramLabel = "N",
      description = "Lengths of messages (default: 50,100,200,400).")
  private List<Integer> words = AuthorModel.LENGTHS;

  @Option(names = "--each", paramLabel = "N", description = "Of each kind (default: 150).")
  private int each = 150;

  @Option(names = "--seed", paramLabel = "N", description = "Where all chance comes from.")
  private long seed = 1;

  @Option(names = "--model", paramLabel = "FILE", description = "Of 'judge train-text'.")
  private @Nullable Path model;

  JudgeEvaluateText(Terminal terminal) {
    super(terminal);
  }

  @Override
  void run() {
    if (!Files.isDirectory(path(data))) {
      throw usage(data + " is no folder");
    }
    if (each < 1 || words.stream().anyMatch(w -> w < AuthorModel.LENGTHS.getFirst())) {
      throw usage("--each starts at 1, --words at " + AuthorModel.LENGTHS.getFirst());
    }
    AuthorModel m = model == null ? AuthorModel.shipped() : AuthorModel.read(path(model));
    ArrayNode all = object().putArray("lengths");
    try (ProgressLine progress = progress()) {
      TextEvaluation e = new TextEvaluation(new TextJudge(m), Authors.read(path(data)), progress);
      for (int n : words) {
        TextEvaluation.Result r;
        try {
          r = e.of(n, each, new Seed(seed));
        } catch (IllegalArgumentException x) {
          throw usage(data + ": " + x.getMessage());
        }
        say(
            String.format(
                Locale.ROOT,
                "%d words: AUC %.3f (%.3f–%.3f); of %d own messages %.2f consistent, %.2f unlike;"
                    + " of %d others' %.2f consistent, %.2f unlike",
                n,
                r.roc().auc(),
                r.roc().low(),
                r.roc().high(),
                r.own(),
                share(r.ownSaid(), Verdict.CONSISTENT),
                share(r.ownSaid(), Verdict.UNLIKE),
                r.others(),
                share(r.othersSaid(), Verdict.CONSISTENT),
                share(r.othersSaid(), Verdict.UNLIKE)));
        all.addObject()
            .put("words", n)
            .put("auc", r.roc().auc())
            .put("auc_low", r.roc().low())
            .put("auc_high", r.roc().high())
            .put("own", r.own())
            .put("others", r.others())
            .put("own_unlike", share(r.ownSaid(), Verdict.UNLIKE))
            .put("others_consistent", share(r.othersSaid(), Verdict.CONSISTENT));
      }
    }
    print(object().set("lengths", all));
  }

  private static double share(java.util.Map<Verdict, Double> said, Verdict v) {
    return said.getOrDefault(v, 0.0);
  }
}
