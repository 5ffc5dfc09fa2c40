package dev.likeness.models.pack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packing step on packages that npm finds, or does not find, in a folder. */
class PackModelsTest {
  @TempDir private Path root;

  private Path measure;

  @BeforeEach
  void folders() throws IOException {
    measure = root.resolve("measure");
    Files.createDirectories(root.resolve("configuration"));
    Files.writeString(root.resolve("configuration/measure-only.txt"), "why");
    Path classes = root.resolve("classes/dev/likeness/models");
    Files.createDirectories(classes.resolve("pack"));
    Files.createDirectories(classes.resolve("onnx"));
    Files.createFile(classes.resolve("ModelCard.class"));
  }

  /** A package of a folder beside the test's, which may not be there. */
  private void configure(String list, String other) throws IOException {
    Files.writeString(
        root.resolve("configuration/packages.json"),
        """
        {"%s": [{"name": "file:%s", "version": "1.0.0", "sha256": "%s", "licence": "NOASSERTION",
                 "models": []}],
         "%s": []}
        """
            .formatted(list, root.resolve("tiny"), "0".repeat(64), other));
  }

  private void pack() throws IOException {
    PackModels.pack(
        root.resolve("configuration"), root.resolve("classes"), root.resolve("npm"), measure);
  }

  @Test
  void whatIsForMeasuringOnlyMayBeOutOfReach() throws IOException {
    configure("measureOnly", "packages");
    pack();
    assertThat(root.resolve("classes/dev/likeness/models/store/STAMP")).exists();
    assertThat(measure.resolve("README.txt")).hasContent("why");
    assertThat(measure.resolve("STAMP")).as("so that it is tried again").doesNotExist();
  }

  @Test
  void aWrongChecksumStopsTheBuildAllTheSame() throws IOException {
    Path there = root.resolve("tiny@1.0.0");
    Files.createDirectories(there);
    Files.writeString(there.resolve("package.json"), "{\"name\":\"tiny\",\"version\":\"1.0.0\"}");
    configure("measureOnly", "packages");
    assertThatThrownBy(this::pack)
        .isInstanceOf(PackException.class)
        .isNotInstanceOf(FetchException.class)
        .hasMessageContaining("wrong checksum");
    assertThat(measure.resolve("STAMP")).doesNotExist();
  }

  @Test
  void nothingWithoutALicenceIsShipped() throws IOException {
    configure("packages", "measureOnly");
    assertThatThrownBy(this::pack)
        .isInstanceOf(PackException.class)
        .hasMessageContaining("cannot be shipped");
  }
}
