package dev.likeness.studio;

import dev.likeness.core.Progress;
import dev.likeness.flow.FlowException;
import dev.likeness.flow.Jobs;
import dev.likeness.flow.LipsyncRecipe;
import dev.likeness.flow.ReenactRecipe;
import dev.likeness.flow.Review;
import dev.likeness.flow.StyleRecipe;
import dev.likeness.flow.SwapRecipe;
import dev.likeness.flow.TalkRecipe;
import dev.likeness.flow.Workshop;
import java.nio.file.Path;

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
    if (resume && left(o)) {
      return;
    }
    Wish wish = new Wish(uploads, o);
    switch (o.maker()) {
      case TALK -> {
        try (TalkRecipe recipe = new TalkRecipe(shop, wish.talk(film(o), resume))) {
          recipe.perform(review, progress);
        }
      }
      case SWAP -> {
        try (SwapRecipe recipe = new SwapRecipe(shop, wish.swap(either(o), resume))) {
          recipe.perform(review, progress);
        }
      }
      case LIPSYNC -> {
        try (LipsyncRecipe recipe = new LipsyncRecipe(shop, wish.lipsync(film(o), resume))) {
          recipe.perform(review, progress);
        }
      }
      case REENACT ->
          new ReenactRecipe(shop, wish.reenact(film(o), resume)).perform(review, progress);
      case STYLE -> new StyleRecipe(shop, wish.style(either(o), resume)).perform(review, progress);
    }
  }

  private Path film(Order o) {
    return uploads.result(o.id(), false);
  }

  /** A picture of a picture, a film of a film. */
  private Path either(Order o) {
    return uploads.result(o.id(), uploads.still(o.file()));
  }

  /** Whether its result left before the studio could note that. */
  private boolean left(Order o) {
    return uploads.result(o.id()).isPresent()
        && !o.job().isEmpty()
        && shop.jobs().list().stream()
            .anyMatch(j -> j.id().equals(o.job()) && j.state() == Jobs.State.DONE);
  }
}
