package dev.likeness.studio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every store of media does; each kind has a test class that extends this one. */
abstract class MediaStoreContract {
  static final String NAME = "uploads/0123456789abcdef";

  @TempDir Path folder;
  MediaStore store;

  /** The same store, as another machine sees it whose folder is this one. */
  abstract MediaStore open(Path local) throws Exception;

  @BeforeEach
  void openStore() throws Exception {
    store = open(local("one"));
  }

  @AfterEach
  void closeStore() {
    store.close();
  }

  Path local(String machine) throws Exception {
    for (String kind : Uploads.KINDS) {
      Files.createDirectories(folder.resolve(machine).resolve(kind));
    }
    return folder.resolve(machine);
  }

  static byte[] read(MediaStore store, String name) throws Exception {
    try (MediaStore.Reading r = store.read(name)) {
      byte[] all = r.in().readAllBytes();
      assertThat(r.bytes()).isEqualTo(all.length);
      return all;
    }
  }

  static byte[] noise(int bytes, long seed) {
    byte[] b = new byte[bytes];
    new Random(seed).nextBytes(b);
    return b;
  }

  @Test
  void whatIsKeptComesBackBitForBit() throws Exception {
    byte[] film = noise(300_001, 7);
    Files.write(store.place(NAME), film);
    store.keep(NAME);
    assertThat(store.has(NAME)).isTrue();
    assertThat(read(store, NAME)).isEqualTo(film);
    assertThat(store.file(NAME)).hasBinaryContent(film);
  }

  @Test
  void nothingIsLongToo() throws Exception {
    Files.write(store.place(NAME), new byte[0]);
    store.keep(NAME);
    assertThat(store.has(NAME)).isTrue();
    assertThat(read(store, NAME)).isEmpty();
  }

  @Test
  void whatIsNotThereIsUnknown() {
    assertThat(store.has(NAME)).isFalse();
    assertThatThrownBy(() -> store.file(NAME))
        .isInstanceOfSatisfying(
            StudioException.class,
            e -> assertThat(e.code()).isEqualTo(StudioException.Code.UNKNOWN));
    assertThatThrownBy(() -> store.read(NAME))
        .isInstanceOfSatisfying(
            StudioException.class,
            e -> assertThat(e.code()).isEqualTo(StudioException.Code.UNKNOWN));
    store.remove(NAME);
  }

  @Test
  void whatIsKeptAgainTakesThePlaceOfTheOld() throws Exception {
    for (String text : new String[] {"old and long", "new"}) {
      Files.writeString(store.place(NAME), text);
      store.keep(NAME);
    }
    assertThat(new String(read(store, NAME), StandardCharsets.UTF_8)).isEqualTo("new");
  }

  @Test
  void whatIsRemovedIsGone() throws Exception {
    Files.writeString(store.place(NAME), "a film");
    store.keep(NAME);
    store.remove(NAME);
    assertThat(store.has(NAME)).isFalse();
    assertThat(store.place(NAME)).doesNotExist();
    store.remove(NAME);
  }

  @Test
  void namesDoNotMeet() throws Exception {
    String other = "results/0123456789abcdef.mp4";
    Files.writeString(store.place(NAME), "one");
    Files.writeString(store.place(other), "two");
    store.keep(NAME);
    store.keep(other);
    store.remove(NAME);
    assertThat(new String(read(store, other), StandardCharsets.UTF_8)).isEqualTo("two");
  }

  @Test
  void whatIsTidiedUpIsStillKept() throws Exception {
    byte[] film = noise(5000, 3);
    Files.write(store.place(NAME), film);
    store.keep(NAME);
    store.tidy(Instant.now().plusSeconds(60));
    assertThat(read(store, NAME)).isEqualTo(film);
    assertThat(store.file(NAME)).hasBinaryContent(film);
  }
}
