package dev.likeness.studio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import dev.likeness.flow.Home;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.net.http.HttpResponse;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against a real store on the loopback interface. */
class S3StoreTest extends MediaStoreContract {
  @TempDir static Path data;
  private static S3Server server;
  private static int prefixes;

  private final String prefix = "team-" + prefixes++;

  @BeforeAll
  static void startServer() throws Exception {
    server = S3Server.start(data);
  }

  @AfterAll
  static void endServer() {
    if (server != null) {
      server.close();
    }
  }

  @Override
  MediaStore open(Path local) {
    return open(server.address(S3Server.BUCKET, prefix), S3Server.keys(), local);
  }

  private static MediaStore open(
      String address, Function<String, @Nullable String> keys, Path local) {
    return new S3Store(S3Place.of(address), keys, local, Uploads.KINDS);
  }

  @Test
  void anotherMachineSeesIt() throws Exception {
    byte[] film = noise(70_000, 1);
    Files.write(store.place(NAME), film);
    store.keep(NAME);
    try (MediaStore other = open(local("two"))) {
      assertThat(other.has(NAME)).isTrue();
      assertThat(other.place(NAME)).doesNotExist();
      assertThat(read(other, NAME)).isEqualTo(film);
      assertThat(other.place(NAME)).doesNotExist();
      assertThat(other.file(NAME)).hasBinaryContent(film);
      try (var left = Files.list(other.place("uploads"))) {
        assertThat(left).hasSize(1);
      }
      other.remove(NAME);
      assertThat(other.has(NAME)).isFalse();
    }
  }

  @Test
  void whatIsLongGoesInPartsAndNoMoreIsInMemoryThanAPart() throws Exception {
    long length = 5 * S3Store.PART + 12_345;
    byte[] mark = noise(100_000, 9);
    try (FileChannel c =
        FileChannel.open(
            store.place(NAME), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      for (long at : new long[] {0, S3Store.PART - 50_000, length - mark.length}) {
        c.write(java.nio.ByteBuffer.wrap(mark), at);
      }
    }
    long up = allocated(() -> store.keep(NAME));
    try (MediaStore other = open(local("two"))) {
      long down = allocated(() -> other.file(NAME));
      assertThat(Files.mismatch(store.place(NAME), other.place(NAME))).isEqualTo(-1);
      long through = allocated(() -> pour(other));
      assertThat(Math.max(up, Math.max(down, through))).isLessThan(length / 2);
    }
  }

  private static void pour(MediaStore from) {
    try (MediaStore.Reading r = from.read(NAME)) {
      assertThat(r.in().transferTo(OutputStream.nullOutputStream())).isEqualTo(r.bytes());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** How many bytes of heap this thread asks for meanwhile: all that it holds at once, and more. */
  private static long allocated(Runnable work) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    work.run();
    return threads.getCurrentThreadAllocatedBytes() - before;
  }

  @Test
  void whatLayHereBeforeGoesThereBeforeItIsTidiedUp() throws Exception {
    Files.writeString(store.place(NAME), "from before the store was used");
    store.tidy(Instant.now().minusSeconds(3600));
    assertThat(store.place(NAME)).exists();
    store.tidy(Instant.now().plusSeconds(60));
    assertThat(store.place(NAME)).doesNotExist();
    assertThat(store.file(NAME)).hasContent("from before the store was used");
  }

  @Test
  void whatIsAskedForStays() throws Exception {
    Files.writeString(store.place(NAME), "in use");
    store.keep(NAME);
    Files.setLastModifiedTime(
        store.place(NAME), java.nio.file.attribute.FileTime.from(Instant.EPOCH));
    store.file(NAME);
    store.tidy(Instant.now().minusSeconds(3600));
    assertThat(store.place(NAME)).exists();
  }

  @Test
  void wrongKeysAreNamedAndNotShown() throws Exception {
    Map<String, String> wrong =
        Map.of("AWS_ACCESS_KEY_ID", "NOBODY", "AWS_SECRET_ACCESS_KEY", "not-the-secret-4711");
    Path local = local("two");
    assertThatThrownBy(() -> open(server.address(S3Server.BUCKET, prefix), wrong::get, local))
        .isInstanceOfSatisfying(
            StudioException.class, e -> assertThat(e.code()).isEqualTo(StudioException.Code.MEDIA))
        .hasMessageContaining("does not take these keys")
        .hasMessageContaining("AWS_SECRET_ACCESS_KEY")
        .hasMessageNotContaining("4711");
  }

  @Test
  void keysCanStandInAFile() throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("keys"),
            "[default]\naws_access_key_id = S3RVER\naws_secret_access_key = S3RVER\n"
                + "[other]\naws_access_key_id = NOBODY\naws_secret_access_key = wrong-0815\n");
    String address = server.address(S3Server.BUCKET, prefix);
    Path local = local("two");
    Map<String, String> named = Map.of("AWS_SHARED_CREDENTIALS_FILE", file.toString());
    open(address, named::get, local).close();
    Map<String, String> other =
        Map.of("AWS_SHARED_CREDENTIALS_FILE", file.toString(), "AWS_PROFILE", "other");
    assertThatThrownBy(() -> open(address, other::get, local))
        .hasMessageContaining("does not take these keys")
        .hasMessageNotContaining("0815");
    Map<String, String> none = Map.of("AWS_SHARED_CREDENTIALS_FILE", folder + "/none");
    assertThatThrownBy(() -> open(address, none::get, local))
        .hasMessageContaining("none, which AWS_SHARED_CREDENTIALS_FILE names, cannot be read");
    Map<String, String> nobody =
        Map.of("AWS_SHARED_CREDENTIALS_FILE", file.toString(), "AWS_PROFILE", "nobody");
    assertThatThrownBy(() -> open(address, nobody::get, local))
        .hasMessageContaining("there are no keys");
  }

  @Test
  void aBucketThatIsNotThereIsNamed() throws Exception {
    Path local = local("two");
    assertThatThrownBy(() -> open(server.address("elsewhere", ""), S3Server.keys(), local))
        .isInstanceOfSatisfying(
            StudioException.class, e -> assertThat(e.code()).isEqualTo(StudioException.Code.MEDIA))
        .hasMessageContaining("has no bucket 'elsewhere'");
  }

  @Test
  void aStoreThatGoesAwayIsSaidAndComesBack(@TempDir Path own) throws Exception {
    S3Server shaky = S3Server.start(own);
    try (MediaStore s = open(shaky.address(S3Server.BUCKET, ""), S3Server.keys(), local("two"))) {
      Files.writeString(s.place(NAME), "a film");
      shaky.close();
      assertThatThrownBy(() -> s.keep(NAME))
          .isInstanceOfSatisfying(
              StudioException.class,
              e -> assertThat(e.code()).isEqualTo(StudioException.Code.MEDIA))
          .hasMessageContaining("cannot be reached");
      assertThat(s.place(NAME)).exists();
      try (S3Server again = S3Server.start(own, shaky.port())) {
        assertThat(again.port()).isEqualTo(shaky.port());
        s.keep(NAME);
        s.tidy(Instant.now().plusSeconds(60));
        assertThat(s.file(NAME)).hasContent("a film");
      }
    } finally {
      shaky.close();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "s3://",
        "s3://Bucket",
        "s3://id:secret@media",
        "s3://media/../up",
        "s3://media?endpoint=ftp://x",
        "s3://media?endpoint=http://id:secret@x",
        "s3://media?colour=red",
        "s3://me dia"
      })
  void anAddressThatIsNoneIsRefusedWithoutSayingSecrets(String address) {
    assertThatThrownBy(() -> S3Place.of(address))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("s3://BUCKET/PREFIX")
        .hasMessageNotContaining("id:secret");
  }

  @Test
  void anAddressIsRead() {
    S3Place p = S3Place.of("s3://media/a/b/?endpoint=https://s3.example:9000&region=eu-central-1");
    assertThat(p)
        .isEqualTo(
            new S3Place(
                "media", "a/b/", java.net.URI.create("https://s3.example:9000"), "eu-central-1"));
    assertThat(S3Place.of("s3://media").endpoint()).isNull();
  }

  @Test
  void aStudioKeepsItsMediaThere() throws Exception {
    Home home = Home.of(Map.of("LIKENESS_HOME", folder.resolve("home").toString()));
    StudioOptions options =
        new StudioOptions(
            0,
            null,
            new StudioOptions.Media(server.address(S3Server.BUCKET, prefix), S3Server.keys()),
            StudioOptions.KEPT);
    Path picture = Cast.portrait(folder.resolve("elena.png"), "Elena");
    try (Studio studio = Studio.start(home, Clock.systemUTC(), options);
        Visitor me = Visitor.entering(studio)) {
      String id = me.uploaded(picture);
      assertThat(read(store, "uploads/" + id)).isEqualTo(Files.readAllBytes(picture));
      // the machine has lost its copy
      Files.delete(home.folder().resolve("studio/uploads").resolve(id));
      HttpResponse<String> made =
          me.post("/api/personas", Cast.persona("elena", Cast.grant(picture), id));
      assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
    }
  }
}
