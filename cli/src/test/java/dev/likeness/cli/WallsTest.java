package dev.likeness.cli;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The rooms of docs/architecture.md and the walls between them. */
class WallsTest {
  private static final JavaClasses ALL =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.likeness");

  /** What each room may use besides itself. */
  private static final Map<String, Set<String>> MAY_USE = new LinkedHashMap<>();

  static {
    MAY_USE.put("core", Set.of());
    MAY_USE.put("puppet", Set.of("core"));
    MAY_USE.put("media", Set.of("core"));
    MAY_USE.put("models", Set.of("core"));
    MAY_USE.put("faces", Set.of("core", "media", "models"));
    MAY_USE.put("consent", Set.of("core"));
    MAY_USE.put("voice", Set.of("core", "media", "models"));
    MAY_USE.put("synthesis", Set.of("core", "media", "models", "faces", "consent"));
    MAY_USE.put("provenance", Set.of("core", "media", "consent"));
    // The judge never sees the makers.
    MAY_USE.put("forensics", Set.of("core", "media", "models", "faces", "voice"));
    MAY_USE.put("answers", Set.of("core", "models"));
    MAY_USE.put(
        "flow",
        Set.of(
            "core",
            "puppet",
            "media",
            "models",
            "faces",
            "consent",
            "voice",
            "synthesis",
            "provenance",
            "forensics",
            "answers"));
    MAY_USE.put(
        "studio",
        Set.of(
            "core",
            "puppet",
            "media",
            "models",
            "faces",
            "consent",
            "voice",
            "synthesis",
            "provenance",
            "answers",
            "forensics",
            "flow"));
    MAY_USE.put(
        "cli",
        Set.of(
            "core",
            "puppet",
            "media",
            "models",
            "faces",
            "consent",
            "voice",
            "synthesis",
            "provenance",
            "answers",
            "forensics",
            "flow",
            "studio"));
  }

  private static String room(JavaClass c) {
    String[] parts = c.getPackageName().split("\\.", -1);
    return parts.length > 2 && c.getPackageName().startsWith("dev.likeness.") ? parts[2] : "";
  }

  @Test
  void everyRoomIsInTheTable() {
    assertThat(MAY_USE.keySet())
        .containsAll(ALL.stream().map(WallsTest::room).collect(Collectors.toSet()));
  }

  @Test
  void aRoomUsesOnlyTheRoomsOfItsRow() {
    MAY_USE.forEach(
        (room, allowed) ->
            noClasses()
                .that()
                .resideInAPackage("dev.likeness." + room + "..")
                .should()
                .dependOnClassesThat(
                    describe(
                        "live in rooms other than " + allowed,
                        c ->
                            !room(c).isEmpty()
                                && !room(c).equals(room)
                                && !allowed.contains(room(c))))
                .allowEmptyShould(true)
                .check(ALL));
  }

  @Test
  void onlyMediaAndModelsTouchNativeCode() {
    onlyIn("org.bytedeco.ffmpeg..", "dev.likeness.media..");
    onlyIn("org.bytedeco.pytorch..", "dev.likeness.models.train..");
    onlyIn("org.bytedeco..", "dev.likeness.media..", "dev.likeness.models.train..");
    onlyIn("ai.onnxruntime..", "dev.likeness.models..");
    noClasses().should().dependOnClassesThat().resideInAnyPackage("java.lang.foreign..").check(ALL);
  }

  /** What only runs networks needs no PyTorch on its class path. */
  @Test
  void onlyTheDuelAndTheJudgesTeacherTrain() {
    onlyIn(
        "dev.likeness.models.train..",
        "dev.likeness.models.train..",
        "dev.likeness.synthesis.duel..",
        "dev.likeness.synthesis.refine..",
        "dev.likeness.forensics.train..");
  }

  /** A judge that judges has nothing of the one that learns, nor of what measures it. */
  @Test
  void judgingKnowsNeitherTeacherNorExam() {
    noClasses()
        .that()
        .resideInAPackage("dev.likeness.forensics")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("dev.likeness.forensics.train..", "dev.likeness.forensics.evaluate..")
        .check(ALL);
  }

  private static void onlyIn(String used, String... users) {
    noClasses()
        .that()
        .resideOutsideOfPackages(users)
        .should()
        .dependOnClassesThat()
        .resideInAPackage(used)
        .check(ALL);
  }

  /** The steps of the one way out: each can only be made by the step before it. */
  @Test
  void theChainCannotBeForged() {
    List<String> chain = List.of("Clearance", "Draft", "Reviewed", "Labelled", "Signed");
    classes()
        .that(describe("are steps of the way out", c -> chain.contains(c.getSimpleName())))
        .should()
        .haveModifier(JavaModifier.FINAL)
        .andShould(
            com.tngtech.archunit.lang.conditions.ArchConditions.not(
                com.tngtech.archunit.lang.conditions.ArchConditions.have(
                    describe(
                        "constructors that are public or protected",
                        (JavaClass c) ->
                            c.getConstructors().stream()
                                .anyMatch(
                                    k ->
                                        k.getModifiers().contains(JavaModifier.PUBLIC)
                                            || k.getModifiers()
                                                .contains(JavaModifier.PROTECTED))))))
        .allowEmptyShould(true)
        .check(ALL);
  }

  @Test
  void onlyTheCommandLineTalksToTheTerminal() {
    noClasses()
        .that()
        // models.pack is a tool of the build, not of the program
        .resideOutsideOfPackages("dev.likeness.cli..", "dev.likeness.models.pack..")
        .should()
        .accessField(System.class, "out")
        .orShould()
        .accessField(System.class, "err")
        .check(ALL);
  }
}
