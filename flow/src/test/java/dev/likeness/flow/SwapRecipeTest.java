package dev.likeness.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.likeness.consent.ConsentRefused;
import dev.likeness.consent.FileDigest;
import dev.likeness.consent.Revocation;
import dev.likeness.core.Affine2;
import dev.likeness.core.Box;
import dev.likeness.core.Frame;
import dev.likeness.core.Progress;
import dev.likeness.core.StoppedException;
import dev.likeness.media.Images;
import dev.likeness.media.MediaException;
import dev.likeness.media.VideoReader;
import dev.likeness.provenance.Reviewer;
import dev.likeness.provenance.SourceType;
import dev.likeness.puppet.Pose;
import dev.likeness.synthesis.run.MakerException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/** The whole way through the public API, on drawn people. */
@SuppressWarnings("NullAway.Init")
class SwapRecipeTest {
  private static final int FRAMES = 34;

  @TempDir static Path folder;
  private static Workshop shop;
  private static Path clip;
  private static Path out;

  @BeforeAll
  static void makeMedia() {
    shop = Stage.workshop(folder.resolve("home"));
    clip = Stage.clip(folder.resolve("clip.mp4"), "Finn", FRAMES);
    Stage.persona(
        shop,
        "maya",
        List.of(
            Stage.photo(folder.resolve("maya1.png"), "Maya", Pose.NEUTRAL),
            Stage.photo(folder.resolve("maya2.png"), "Maya", Pose.NEUTRAL.turned(18, 0, 0))));
  }

  @AfterAll
  static void close() {
    shop.close();
  }

  @BeforeEach
  void nameTheResult(TestInfo test) {
    out = folder.resolve(test.getTestMethod().orElseThrow().getName() + ".mp4");
  }

  /** A user who wants it to stop when so many frames are painted. */
  private static Progress stopAfter(long frames) {
    AtomicLong painted = new AtomicLong();
    return new Progress() {
      @Override
      public void report(String stage, long done, long total) {
        if (stage.equals("Painting")) {
          painted.set(done);
        }
      }

      @Override
      public boolean stopRequested() {
        return painted.get() >= frames;
      }
    };
  }

  /** The reviewer reads it before the result is out. */
  private static List<String> remarks(String persona, Path target, Path out) {
    List<String> said = new ArrayList<>();
    try (SwapRecipe recipe = new SwapRecipe(shop, Stage.request(persona, target, out))) {
      recipe.perform(
          (report, sheet) -> {
            said.addAll(report.remarks());
            return new Review.Answer.Approved(new Reviewer("tester", Reviewer.How.NAMED));
          },
          Progress.NONE);
    }
    return said;
  }

  @Test
  void aPersonaTooCoarseForItsTargetIsToldWithTheFigures() {
    Frame small =
        Stage.still("Maya", Pose.NEUTRAL).sample(Affine2.scale(Stage.SIDE / 180.0), 180, 180);
    Path coarse = folder.resolve("coarse.png");
    Images.write(small, coarse, 1);
    Stage.persona(shop, "coarse", List.of(coarse));
    Path large = folder.resolve("large.png");
    Frame finn =
        Stage.still("Finn", Pose.NEUTRAL).sample(Affine2.scale(.5), 2 * Stage.SIDE, 2 * Stage.SIDE);
    Images.write(finn, large, 1);
    assertThat(remarks("coarse", large, folder.resolve("coarse-out.png")))
        .anySatisfy(
            r ->
                assertThat(r)
                    .matches(
                        "the face is drawn 2\\.\\d times larger than in the persona's pictures \\(\\d+ pixels between the eyes, \\d+ there\\).*"));
    assertThat(remarks("maya", clip, folder.resolve("fine.mp4")))
        .noneSatisfy(r -> assertThat(r).contains("times larger"));
  }

  @Test
  void stoppedAndKilledJobsGoOnToTheSameFile() throws IOException, InterruptedException {
    SwapRequest request = Stage.request("maya", clip, out);
    String undisturbed = Stage.swap(shop, request, Progress.NONE);
    assertThat(SourceType.read(out))
        .hasValue(SourceType.BASE + "compositeWithTrainedAlgorithmicMedia");
    try (VideoReader in = VideoReader.open(out)) {
      long n = 0;
      while (in.next() != null) {
        n++;
      }
      assertThat(n).isEqualTo(FRAMES);
    }
    assertThatThrownBy(() -> Stage.swap(shop, request, stopAfter(3)))
        .isInstanceOf(StoppedException.class)
        .hasMessageContaining("nothing is kept; the same command begins anew");
    Path again = folder.resolve("again.mp4");
    assertThatThrownBy(() -> Stage.swap(shop, request, stopAfter(25)))
        .isInstanceOf(StoppedException.class)
        .hasMessageContaining("20 of about 34 frames are kept")
        .hasMessageContaining("--resume");
    assertThat(shop.jobs().list().getFirst().state()).isEqualTo(Jobs.State.STOPPED);
    assertThat(again).doesNotExist();
    assertThat(Stage.swap(shop, Stage.resumed(request, again), Progress.NONE))
        .isEqualTo(undisturbed);

    killInTheMiddle(request);
    assertThat(shop.jobs().list().getFirst().state()).isEqualTo(Jobs.State.RUNNING);
    Files.delete(again);
    AtomicLong first = new AtomicLong(-1);
    Progress watch =
        new Progress() {
          @Override
          public void report(String stage, long done, long total) {
            if (stage.equals("Painting")) {
              first.compareAndSet(-1, done);
            }
          }

          @Override
          public boolean stopRequested() {
            return false;
          }
        };
    assertThat(Stage.swap(shop, Stage.resumed(request, again), watch)).isEqualTo(undisturbed);
    assertThat(first.get()).as("the first frame painted after the kill").isGreaterThan(10);
  }

  @Test
  void theSameJobBegunAgainMeanwhileIsRefusedAndTheFirstIsNotLost() {
    SwapRequest request = Stage.request("maya", clip, out);
    AtomicReference<Throwable> second = new AtomicReference<>();
    Progress meanwhile =
        new Progress() {
          @Override
          public void report(String stage, long done, long total) {
            if (stage.equals("Painting") && done == 15) {
              second.set(catchThrowable(() -> Stage.swap(shop, request, Progress.NONE)));
            }
          }

          @Override
          public boolean stopRequested() {
            return false;
          }
        };
    Stage.swap(shop, request, meanwhile);
    assertThat(second.get())
        .isInstanceOf(MakerException.class)
        .hasMessageContaining("another process works on this job");
    assertThat(out).exists();
  }

  private static void killInTheMiddle(SwapRequest request)
      throws IOException, InterruptedException {
    Process child =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-Xmx700m",
                "-cp",
                System.getProperty("java.class.path"),
                SwapChild.class.getName(),
                shop.home().folder().toString(),
                "maya",
                request.target().toString(),
                folder.resolve("killed.mp4").toString())
            .inheritIO()
            .start();
    try {
      Path job = shop.home().jobs().resolve(shop.jobs().list().getFirst().id());
      Path chunk = job.resolve("chunk-00000.mp4.label");
      long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
      // the finished job of the run before is still there until the child clears it
      while (!(Files.exists(chunk) && Files.exists(job.resolve("chunk-00001.notes.part")))) {
        assertThat(child.isAlive()).isTrue();
        assertThat(System.nanoTime()).isLessThan(deadline);
        Thread.sleep(20);
      }
    } finally {
      child.destroyForcibly().waitFor();
    }
    assertThat(folder.resolve("killed.mp4")).doesNotExist();
  }

  @Test
  void withoutApprovalNothingLeavesAndALaterOneNeedsNoPainting() {
    SwapRequest request = Stage.request("maya", clip, out);
    Review later = (report, sheet) -> new Review.Answer.Later();
    try (SwapRecipe recipe = new SwapRecipe(shop, request)) {
      assertThatThrownBy(() -> recipe.perform(later, Progress.NONE))
          .isInstanceOf(FlowException.class)
          .hasMessageContaining("--resume --approve-as");
    }
    assertThat(out).doesNotExist();
    assertThat(shop.jobs().list().getFirst().state()).isEqualTo(Jobs.State.DRAFT);
    Review no =
        (report, sheet) -> {
          assertThat(report.figures()).containsKey("identity_source");
          assertThat(sheet).exists();
          return new Review.Answer.Rejected(
              new Reviewer("Test Reviewer", Reviewer.How.ASKED), "looks odd");
        };
    Set<Long> painted = new HashSet<>();
    Progress heard =
        new Progress() {
          @Override
          public void report(String stage, long done, long total) {
            if (stage.equals("Painting")) {
              painted.add(done);
            }
          }

          @Override
          public boolean stopRequested() {
            return false;
          }
        };
    try (SwapRecipe recipe = new SwapRecipe(shop, Stage.resumed(request, out))) {
      assertThatThrownBy(() -> recipe.perform(no, heard))
          .isInstanceOf(FlowException.class)
          .hasMessageContaining("not approved by Test Reviewer");
    }
    assertThat(painted).as("a draft that waits is not painted frame by frame").hasSizeLessThan(3);
    assertThat(out).doesNotExist();
    assertThat(shop.jobs().list().getFirst().note()).contains("looks odd");
  }

  @Test
  void aRevokedGrantStopsTheWorkAndTheExport() {
    Stage.persona(
        shop, "kofi", List.of(Stage.photo(folder.resolve("kofi.png"), "Kofi", Pose.NEUTRAL)));
    String grant = shop.personas().show("kofi").ref().grantId();
    SwapRequest request = Stage.request("kofi", clip, out);
    Review revokesMeanwhile =
        (report, sheet) -> {
          shop.ledger()
              .revoke(
                  new Revocation.ByOperator(grant, shop.clock().instant(), "test", "tester"),
                  shop.clock());
          return Stage.approval().ask(report, sheet);
        };
    try (SwapRecipe recipe = new SwapRecipe(shop, request)) {
      assertThatThrownBy(() -> recipe.perform(revokesMeanwhile, Progress.NONE))
          .isInstanceOf(ConsentRefused.class)
          .hasMessageContaining("revoked");
    }
    assertThat(out).doesNotExist();
    assertThatThrownBy(() -> new SwapRecipe(shop, request)).isInstanceOf(ConsentRefused.class);
    assertThat(folder.toFile().list((d, name) -> name.contains("aRevokedGrant"))).isEmpty();
  }

  @Test
  void aStillStaysAsItIsOutsideTheFace() {
    Frame before = Stage.still("Finn", Pose.NEUTRAL);
    Path photo = Stage.photo(folder.resolve("finn.png"), "Finn", Pose.NEUTRAL);
    Path result = folder.resolve("finn-out.png");
    Stage.swap(shop, Stage.request("maya", photo, result), Progress.NONE);
    Frame after = Images.read(result);
    // the visible label stands on the right
    Box top = new Box(0, 0, Stage.SIDE / 2, 30);
    assertThat(difference(after.crop(top), before.crop(top)))
        .as("nothing but the invisible mark")
        .isLessThan(1.5);
    assertThat(after.rgb()).isNotEqualTo(before.rgb());
    assertThat(SourceType.read(result)).isPresent();
  }

  @Test
  void oneOfFivePeopleOrAllOfThem() {
    List<String> names = List.of("Ada", "Bruno", "Elena", "Finn", "Hamid");
    List<Frame> faces = names.stream().map(n -> Stage.still(n, Pose.NEUTRAL)).toList();
    Path group = folder.resolve("group.png");
    Images.write(Stage.row(faces), group, 1);
    Path hamid = Stage.photo(folder.resolve("hamid.png"), "Hamid", Pose.NEUTRAL.turned(8, 0, 0));
    SwapRequest one = Stage.request("maya", group, folder.resolve("one.png"));
    Stage.swap(shop, Stage.with(one, new SwapRequest.Whom.Shown(hamid)), Progress.NONE);
    assertThat(changed(group, one.out())).containsExactly(false, false, false, false, true);
    SwapRequest all = Stage.request("maya", group, folder.resolve("all.png"));
    Stage.swap(shop, Stage.with(all, new SwapRequest.Whom.Everyone()), Progress.NONE);
    assertThat(changed(group, all.out())).containsExactly(true, true, true, true, true);
  }

  /** Whose face is not what it was. The badge lies below the faces. */
  private static boolean[] changed(Path before, Path after) {
    Frame a = Images.read(before);
    Frame b = Images.read(after);
    boolean[] changed = new boolean[5];
    for (int i = 0; i < 5; i++) {
      Box face = new Box(i * Stage.SIDE + 60, 60, Stage.SIDE - 120, Stage.SIDE - 120);
      changed[i] = difference(a.crop(face), b.crop(face)) > 4;
    }
    return changed;
  }

  @Test
  void whoShowsMostIsPaintedThoughAnotherCameFirst() {
    Frame first = Stage.still("Bruno", Pose.NEUTRAL);
    Frame then = Stage.still("Elena", Pose.NEUTRAL.turned(6, 0, 0));
    int side = Stage.SIDE;
    Path two = folder.resolve("two.mp4");
    Stage.film(two, side, side, 26, i -> i < 8 ? first : then);
    SwapRequest request = Stage.request("maya", two, out);
    String undisturbed = Stage.swap(shop, request, Progress.NONE);
    assertThat(changedAt(two, out, 3)).isFalse();
    assertThat(changedAt(two, out, 20)).isTrue();
    AtomicLong again = new AtomicLong();
    Progress stop =
        new Progress() {
          @Override
          public void report(String stage, long done, long total) {
            if (stage.contains("person 2 shows more")) {
              again.set(done);
            }
          }

          @Override
          public boolean stopRequested() {
            return again.get() > 14;
          }
        };
    assertThatThrownBy(() -> Stage.swap(shop, request, stop))
        .isInstanceOf(StoppedException.class)
        .hasMessageContaining("10 of about 26 frames are kept");
    Path resumed = folder.resolve("resumed.mp4");
    assertThat(Stage.swap(shop, Stage.resumed(request, resumed), Progress.NONE))
        .isEqualTo(undisturbed);
  }

  /** Whether the middle of a frame differs by more than encoding makes it differ. */
  private static boolean changedAt(Path before, Path after, long frame) {
    Box face = new Box(80, 80, Stage.SIDE - 160, Stage.SIDE - 160);
    return difference(at(before, frame).crop(face), at(after, frame).crop(face)) > 4;
  }

  /** Mean absolute difference, 8-bit units. */
  private static double difference(Frame a, Frame b) {
    byte[] p = a.rgb();
    byte[] q = b.rgb();
    long sum = 0;
    for (int i = 0; i < p.length; i++) {
      sum += Math.abs((p[i] & 255) - (q[i] & 255));
    }
    return (double) sum / p.length;
  }

  private static dev.likeness.core.Picture at(Path video, long frame) {
    try (VideoReader in = VideoReader.open(video)) {
      in.skipTo(frame);
      return java.util.Objects.requireNonNull(in.next()).picture();
    }
  }

  @Test
  void aNumberMeansTheSamePersonInAPartOfTheClip() {
    Frame big = Stage.still("Bruno", Pose.NEUTRAL);
    Frame other = Stage.still("Elena", Pose.NEUTRAL);
    Path two = folder.resolve("numbers.mp4");
    Stage.film(two, Stage.SIDE, Stage.SIDE, 16, i -> i < 6 ? big : other);
    SwapRequest r = Stage.with(Stage.request("maya", two, out), new SwapRequest.Whom.Numbered(2));
    SwapRequest part =
        new SwapRequest(
            r.parts(),
            two,
            out,
            new dev.likeness.synthesis.run.Span(.32, 1),
            null,
            null,
            r.settings(),
            r.badge(),
            r.quality(),
            r.chunkSeconds(),
            null,
            false);
    Stage.swap(shop, part, Progress.NONE);
    assertThat(shop.jobs().report(shop.jobs().list().getFirst().id()))
        .content()
        .contains("\"frames_painted\" : 8");
    SwapRequest look =
        new SwapRequest(
            r.parts(),
            two,
            folder.resolve("numbers.png"),
            r.span(),
            null,
            null,
            r.settings(),
            r.badge(),
            r.quality(),
            r.chunkSeconds(),
            null,
            false);
    try (SwapRecipe recipe = SwapRecipe.ofPreviews(shop, look)) {
      recipe.preview(12, look.out(), Progress.NONE);
    }
    assertThat(look.out()).exists();
  }

  @Test
  void whereNobodyIsNothingIsMade() {
    Path empty =
        Stage.film(folder.resolve("empty-room.mp4"), 160, 120, 12, i -> Frame.black(160, 120));
    assertThatThrownBy(() -> Stage.swap(shop, Stage.request("maya", empty, out), Progress.NONE))
        .isInstanceOf(MakerException.class)
        .hasMessageContaining("no face was found in")
        .hasMessageContaining("12 frames");
    assertThat(out).doesNotExist();
    assertThat(shop.jobs().list().getFirst().state()).isEqualTo(Jobs.State.FAILED);
  }

  @Test
  void whatIsNoVideoIsSaidToBeNone() throws IOException {
    Path text = Files.writeString(folder.resolve("notes.mp4"), "these are words\n".repeat(40));
    assertThatThrownBy(() -> new SwapRecipe(shop, Stage.request("maya", text, out)))
        .isInstanceOf(MediaException.class)
        .hasMessageContaining("notes.mp4");
    assertThat(out).doesNotExist();
  }

  @Test
  void aCutShortClipGivesWhatCanBeReadAndSaysSo() throws IOException {
    byte[] all = Files.readAllBytes(clip);
    Path cut = folder.resolve("cut.mp4");
    Files.write(cut, java.util.Arrays.copyOf(all, all.length * 2 / 3));
    SwapRequest request = Stage.request("maya", cut, out);
    try {
      Stage.swap(shop, request, Progress.NONE);
      assertThat(shop.jobs().report(shop.jobs().list().getFirst().id()))
          .content()
          .contains("damaged");
    } catch (MediaException e) {
      assertThat(e).hasMessageContaining("cut.mp4");
      assertThat(out).doesNotExist();
    }
  }

  @Test
  void correctedAlignmentsBesideTheTargetAreUsed() {
    FacesRecipe.Request look = new FacesRecipe.Request(clip, FacesRecipe.beside(clip), null, null);
    FacesRecipe.Found found = new FacesRecipe(shop).look(look, Progress.NONE);
    assertThat(found.tracks()).hasSize(1);
    assertThat(found.frames()).isEqualTo(FRAMES);
    try {
      String tracked = FileDigest.of(FacesRecipe.beside(clip)).hex();
      Stage.swap(shop, Stage.request("maya", clip, out), Progress.NONE);
      String id = shop.jobs().list().getFirst().id();
      assertThat(shop.jobs().folder(id).resolve("job.json")).content().contains(tracked);
    } finally {
      FacesRecipe.beside(clip).toFile().delete();
    }
  }
}
