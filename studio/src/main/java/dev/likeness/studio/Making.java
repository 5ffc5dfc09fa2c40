package dev.likeness.studio;

import dev.likeness.core.Progress;
import dev.likeness.flow.FlowException;
import dev.likeness.flow.FrameLook;
import dev.likeness.flow.Jobs;
import dev.likeness.flow.LipsyncRecipe;
import dev.likeness.flow.ReenactRecipe;
import dev.likeness.flow.Review;
import dev.likeness.flow.StyleRecipe;
import dev.likeness.flow.SwapRecipe;
import dev.likeness.flow.TalkRecipe;
import dev.likeness.flow.Workshop;
import java.nio.file.Files;
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
        try (LipsyncRecipe recipe =
            new LipsyncRecipe(shop, wish.lipsync(film(o), uploads.corrected(o.id()), resume))) {
          recipe.perform(review, progress);
        }
      }
      case REENACT -> {
        Path corrected = uploads.corrected(o.id());
        try (ReenactRecipe recipe =
            new ReenactRecipe(shop, wish.reenact(film(o), corrected, resume))) {
          recipe.perform(review, progress);
        }
      }
      case STYLE -> {
        try (StyleRecipe recipe = new StyleRecipe(shop, wish.style(either(o), resume))) {
          recipe.perform(review, progress);
        }
      }
    }
  }

  /**
   * Single frames of it, before or after it is made.
   *
   * @param corrected faces that a person has corrected; need not be there
   */
  FrameLook look(Order o, Path corrected) {
    Wish wish = new Wish(uploads, o);
    return switch (o.maker()) {
      case TALK -> new TalkRecipe(shop, wish.talk(film(o), false));
      case SWAP -> SwapRecipe.ofPreviews(shop, wish.swap(uploads.look(), corrected, false));
      case LIPSYNC -> new LipsyncRecipe(shop, wish.lipsync(film(o), corrected, false));
      case REENACT -> {
        // what was seen of the driver needs no watching again
        Path seen = Files.exists(corrected) ? corrected : uploads.faces(o.id());
        yield new ReenactRecipe(shop, wish.reenact(film(o), seen, false));
      }
      case STYLE -> new StyleRecipe(shop, wish.style(either(o), false));
    };
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
