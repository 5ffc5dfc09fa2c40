package dev.likeness.cli;

import dev.likeness.flow.Workshop;
import dev.likeness.flow.gan.Generators;
import dev.likeness.flow.gan.SampleRecipe;
import dev.likeness.provenance.BadgeSpec;
import dev.likeness.provenance.Reviewer;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which generator draws, how freely, and under whose name what it draws leaves. */
final class GeneratorOptions {
  @Option(
      names = "--model",
      paramLabel = "FILE",
      description =
          "A generator's file, as 'likeness gan train' writes it (default: the faces in the"
              + " program; 'avatars': the drawn heads in it).")
  private @Nullable Path model;

  @Option(
      names = "--variety",
      paramLabel = "SHARE",
      description =
          "How far from the mean picture it may go, 0 to 1.2; less is likelier and more alike"
              + " (default: ${DEFAULT-VALUE}).")
  private double variety = Generators.VARIETY;

  @Option(
      names = "--badge-corner",
      paramLabel = "CORNER",
      converter = CornerConverter.class,
      description = "Where the visible badge stands (default: bottom-right).")
  private BadgeSpec.Corner corner = BadgeSpec.Corner.BOTTOM_RIGHT;

  @Option(
      names = "--approve-as",
      paramLabel = "NAME",
      description = "Who lets the pictures out, for the record (default: the user's name).")
  private @Nullable String approveAs;

  @Option(
      names = "--class",
      paramLabel = "NAME",
      description =
          "Which of the classes it draws, where it has learnt any, by name or number (default: each"
              + " seed has its own).")
  private String kind = "";

  @Mixin private LabelOptions label = new LabelOptions();

  /** Drawing with these options. */
  SampleRecipe recipe(Task task, Workshop workshop) {
    return new SampleRecipe(
        workshop, Generators.read(model(task)), kind, badge(task), reviewer(task));
  }

  @Nullable Path model(Task task) {
    return model == null ? null : task.path(model);
  }

  double variety(Task task) {
    if (!(variety >= 0 && variety <= 1.2)) {
      throw task.usage("--variety " + variety + " is not in 0–1.2");
    }
    return variety;
  }

  BadgeSpec badge(Task task) {
    return label.on(BadgeSpec.Preset.STANDARD.at(corner), task);
  }

  Reviewer reviewer(Task task) {
    String name = approveAs == null ? System.getProperty("user.name", "operator") : approveAs;
    if (name.isBlank()) {
      throw task.usage("--approve-as needs the name of the person who lets the pictures out");
    }
    return new Reviewer(name, Reviewer.How.NAMED);
  }

  /** Of somebody real nothing leaves in a name that nobody gave. */
  void requireNamed(Task task) {
    if (approveAs == null) {
      throw task.usage("say who lets the picture of a person out: --approve-as NAME");
    }
  }
}
