package dev.likeness.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.likeness.core.Progress;
import dev.likeness.media.Images;
import dev.likeness.provenance.Reviewer;
import dev.likeness.puppet.Pose;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a reviewer is told before the draft leaves. */
@SuppressWarnings("NullAway.Init")
class SwapRemarksTest {
  @TempDir private static Path folder;
  private static Workshop shop;
  private static Path target;

  @BeforeAll
  static void makePersonas() {
    shop = Stage.workshop(folder.resolve("home"));
    target = folder.resolve("oskar.png");
    Images.write(Stage.still("Oskar", Pose.NEUTRAL), target, 1);
    for (String name : List.of("Maya", "Kofi")) {
      Path photo = Stage.photo(folder.resolve(name + ".png"), name, Pose.NEUTRAL);
      Stage.persona(shop, name.toLowerCase(java.util.Locale.ROOT), List.of(photo));
    }
  }

  @AfterAll
  static void close() {
    shop.close();
  }

  private static SwapRequest parts(List<SwapRequest.Part> parts, Path out) {
    SwapRequest r = Stage.request("maya", target, out);
    return Stage.copy(r, parts, out, r.resume(), r.learnt());
  }

  private static List<String> remarks(SwapRequest r, Review.Answer answer) {
    List<String> said = new ArrayList<>();
    try (SwapRecipe recipe = new SwapRecipe(shop, r)) {
      assertThatThrownBy(
              () ->
                  recipe.perform(
                      (report, sheet) -> {
                        said.addAll(report.remarks());
                        return answer;
                      },
                      Progress.NONE))
          .isInstanceOf(FlowException.class);
    }
    return said;
  }

  @Test
  void aPersonaThatIsPutOnNobodyIsTold() {
    List<String> said =
        remarks(
            parts(
                List.of(
                    new SwapRequest.Part("maya", new SwapRequest.Whom.Numbered(1)),
                    new SwapRequest.Part("kofi", new SwapRequest.Whom.Numbered(9))),
                folder.resolve("two.png")),
            new Review.Answer.Later());
    assertThat(said)
        .contains("kofi was put on nobody: whom it was meant for (person 9) was not seen")
        .noneMatch(s -> s.contains("maya was put"));
  }

  @Test
  void whatWasRejectedBeforeIsToldToWhoeverLooksNext() {
    SwapRequest r = Stage.request("maya", target, folder.resolve("again.png"));
    Reviewer tess = new Reviewer("Tess", Reviewer.How.ASKED);
    assertThat(remarks(r, new Review.Answer.Rejected(tess, "too odd")))
        .noneMatch(s -> s.contains("before"));
    assertThat(remarks(r, new Review.Answer.Later()))
        .contains("the same was made before, and rejected by Tess: too odd");
  }
}
