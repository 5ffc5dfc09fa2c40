package dev.likeness.consent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SubjectKeysTest {
  @TempDir private Path folder;
  private Path file = Path.of("anna.pem");

  @BeforeEach
  void inFolder() {
    file = folder.resolve("anna.pem");
  }

  @Test
  void whatIsStoredSignsTheSame() {
    SubjectKeys keys = SubjectKeys.generate();
    keys.store(file);
    SubjectKeys back = SubjectKeys.load(file);
    assertThat(back.publicKey()).isEqualTo(keys.publicKey());
    assertThat(keys.publicKey().verifies("text", back.sign("text"))).isTrue();
    assertThat(keys.publicKey().verifies("other text", back.sign("text"))).isFalse();
    assertThat(SubjectKeys.loadPublic(folder.resolve("anna.pem.pub"))).isEqualTo(back.publicKey());
  }

  @Test
  void onlyTheOwnerMayReadTheSecret() throws IOException {
    SubjectKeys.generate().store(file);
    assumeTrue(
        Files.getFileStore(file).supportsFileAttributeView("posix"),
        "file modes need a POSIX file system");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
    assertThatThrownBy(() -> SubjectKeys.load(file))
        .isInstanceOf(ConsentException.class)
        .hasMessageContaining("chmod 600");
  }

  @Test
  void neverOverwritesAKey() throws IOException {
    SubjectKeys.generate().store(file);
    byte[] before = Files.readAllBytes(file);
    assertThatThrownBy(() -> SubjectKeys.generate().store(file))
        .hasMessageContaining("not overwritten");
    assertThat(Files.readAllBytes(file)).isEqualTo(before);
  }

  @Test
  void tellsKeysApartThatDoNotBelongTogether() throws IOException {
    SubjectKeys.generate().store(file);
    SubjectKeys.generate().store(folder.resolve("bob.pem"));
    Files.copy(
        folder.resolve("bob.pem.pub"),
        folder.resolve("anna.pem.pub"),
        StandardCopyOption.REPLACE_EXISTING);
    assertThatThrownBy(() -> SubjectKeys.load(file)).hasMessageContaining("belong together");
  }

  @Test
  void namesAFileThatIsNoKey() throws IOException {
    PrivateFiles.create(file, "hello".getBytes(StandardCharsets.US_ASCII));
    assertThatThrownBy(() -> SubjectKeys.load(file))
        .isInstanceOf(ConsentException.class)
        .hasMessageContaining("anna.pem");
  }

  @Test
  void saysNothingSecretOfItself() throws IOException {
    SubjectKeys keys = SubjectKeys.generate();
    keys.store(file);
    String secret = Files.readAllLines(file).get(1);
    assertThat(keys.toString()).contains(keys.publicKey().x()).doesNotContain(secret);
  }
}
