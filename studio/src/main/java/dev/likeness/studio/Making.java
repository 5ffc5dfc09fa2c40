package dev.likeness.studio;

import dev.likeness.core.Progress;
import dev.likeness.flow.FlowException;
import dev.likeness.flow.Jobs;
import dev.likeness.flow.Review;
import dev.likeness.flow.SwapRecipe;
import dev.likeness.flow.SwapRequest;
import dev.likeness.flow.TalkRecipe;
import dev.likeness.flow.TalkRequest;
import dev.likeness.flow.Workshop;
import dev.likeness.media.VideoFormat;
import dev.likeness.provenance.BadgeSpec;
import dev.likeness.synthesis.SwapSettings;
import dev.likeness.synthesis.run.Job;
import dev.likeness.synthesis.run.Span;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Carries one order out with the recipe of its maker. */
final class Making {
  private final Uploads uploads;
  private final Workshop shop;

  Making(Uploads uploads, Workshop shop) {
    this.uploads = uploads;
    this.shop = shop;
  }

  /**
   * @param resume whether something of it may be there already
   * @throws FlowException NOT_APPROVED where the review says no, or later
   */
  void make(Order o, boolean resume, Review review, Progress progress) {
    Path out = uploads.result(o.id());
    if (resume && left(o, out)) {
      return;
    }
    switch (o.maker()) {
      case TALK -> {
        TalkRequest plain = new TalkRequest(o.persona(), o.text(), out);
        TalkRequest request =
            new TalkRequest(
                plain.persona(),
                plain.text(),
                plain.out(),
                plain.badge(),
                plain.amount(),
                plain.seed(),
                null,
                null,
                resume,
                plain.quality(),
                plain.chunkSeconds());
        try (TalkRecipe recipe = new TalkRecipe(shop, request)) {
          recipe.perform(review, progress);
        }
      }
      case SWAP -> {
        SwapRequest request =
            new SwapRequest(
                List.of(new SwapRequest.Part(o.persona(), new SwapRequest.Whom.Largest())),
                uploads.file(o.file()),
                out,
                Span.ALL,
                null,
                null,
                SwapSettings.DEFAULT,
                BadgeSpec.DEFAULT,
                VideoFormat.DEFAULT_QUALITY,
                Job.CHUNK_SECONDS,
                o.rights().isEmpty() ? null : o.rights(),
                resume);
        try (SwapRecipe recipe = new SwapRecipe(shop, request)) {
          recipe.perform(review, progress);
        }
      }
    }
  }

  /** Whether its result left before the studio could note that. */
  private boolean left(Order o, Path out) {
    return Files.exists(out)
        && !o.job().isEmpty()
        && shop.jobs().list().stream()
            .anyMatch(j -> j.id().equals(o.job()) && j.state() == Jobs.State.DONE);
  }
}
