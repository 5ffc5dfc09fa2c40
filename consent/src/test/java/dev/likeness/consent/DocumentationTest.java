package dev.likeness.consent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What docs/consent.md shows can be read, and its signatures are good. */
class DocumentationTest {
  @TempDir private Path folder;

  @Test
  void theExamplesAreWhatTheySayTheyAre() throws IOException {
    Path page = Path.of("..", "docs", "consent.md");
    assumeTrue(Files.exists(page), "docs/consent.md is not here: run from the module's folder");
    List<String> blocks =
        Pattern.compile("```json\n(.*?)```", Pattern.DOTALL)
            .matcher(Files.readString(page))
            .results()
            .map((MatchResult m) -> m.group(1))
            .toList();
    assertThat(blocks).hasSize(3);
    PersonGrant person = (PersonGrant) GrantFormat.read(write(blocks.get(0)));
    assertThat(person.signatureValid()).isTrue();
    assertThat(GrantFormat.read(write(blocks.get(1)))).isInstanceOf(NobodyGrant.class);
    Revocation.BySubject revocation =
        (Revocation.BySubject) GrantFormat.readRevocation(write(blocks.get(2)));
    assertThat(person.key().verifies(revocation.signedText(), revocation.signature())).isTrue();
  }

  private Path write(String block) throws IOException {
    return Files.writeString(folder.resolve("block.json"), block);
  }
}
