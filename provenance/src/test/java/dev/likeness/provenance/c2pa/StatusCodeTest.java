package dev.likeness.provenance.c2pa;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the standard asks of particular assertions and kinds of manifests. */
class StatusCodeTest {
  private static final Notary NOTARY = new Notary(Algorithm.ES256);
  @TempDir Path folder;

  private static CborMap action(String name) {
    return new CborMap().put("action", name);
  }

  private static Jumbf.Super actions(CborMap... all) throws IOException {
    return Bound.assertion("c2pa.actions.v2", new CborMap().put("actions", List.of(all)));
  }

  /** The failures of a picture whose manifest also holds these, but for its missing binding. */
  private List<String> codes(Jumbf.Super... more) throws IOException {
    List<Jumbf.Super> all = new ArrayList<>(Arrays.asList(more));
    if (all.stream().noneMatch(a -> a.label().startsWith("c2pa.actions"))) {
      all.add(actions(action("c2pa.created")));
    }
    byte[] manifest = Bound.manifest(NOTARY, Jumbf.MANIFEST, "urn:c2pa:any", all);
    return codes(Jumbf.superbox(Jumbf.STORE, "c2pa", manifest)).stream()
        .filter(c -> !c.equals("claim.hardBindings.missing"))
        .toList();
  }

  private List<String> codes(byte[] store) throws IOException {
    Path in = Samples.write(folder, "in.png", Samples.image("png", 9, 9));
    Path out = folder.resolve("out.png");
    try (FileChannel c = FileChannel.open(in)) {
      Bound.put(c, out, store);
    }
    return NOTARY.read(out).failures().stream().map(Status::code).toList();
  }

  private static CborMap with(Map<String, Object> fields) {
    CborMap m = new CborMap();
    fields.forEach(m::put);
    return m;
  }

  @Test
  void dataThatLieElsewhereAreSaidWell() throws IOException {
    CborMap location = new CborMap().put("url", "https://example.org/x");
    Map<String, Object> good = Map.of("label", "x.y", "size", 1, "location", location);
    assertThat(codes(Bound.assertion("c2pa.cloud-data", with(good)))).isEmpty();
    Map<String, Object> bare = Map.of("label", "x.y", "location", location);
    assertThat(codes(Bound.assertion("c2pa.cloud-data", with(bare))))
        .containsExactly("assertion.cloud-data.malformed");
    Map<String, Object> hash = Map.of("label", "c2pa.hash.data", "size", 1, "location", location);
    assertThat(codes(Bound.assertion("c2pa.cloud-data", with(hash))))
        .containsExactly("assertion.cloud-data.hardBinding");
    CborMap half = new CborMap().put("url", "https://example.org/x").put("alg", "sha256");
    assertThat(
            codes(Bound.assertion("c2pa.external-reference", new CborMap().put("location", half))))
        .containsExactly(
            "assertion.external-reference.malformed", "assertion.external-reference.created");
    assertThat(codes(Bound.assertion("c2pa.time-stamp", new CborMap())))
        .containsExactly("assertion.timestamp.malformed");
  }

  @Test
  void actionsGoWithWhatTheyNeed() throws IOException {
    CborMap created = action("c2pa.created");
    assertThat(codes(actions(created, action("c2pa.watermarked.bound"))))
        .containsExactly("assertion.action.softBindingMissing");
    assertThat(codes(actions(created, action("c2pa.watermarked.unbound")))).isEmpty();
    assertThat(codes(actions(created, action("c2pa.redacted"))))
        .containsExactly("assertion.action.redactionMismatch");
    CborMap related = new CborMap().put("relatedAssertions", List.of(new CborMap()));
    assertThat(codes(actions(created, action("c2pa.edited").put("parameters", related))))
        .containsExactly("assertion.action.malformed");
    Jumbf.Super parent =
        Bound.assertion("c2pa.ingredient.v3", new CborMap().put("relationship", "parentOf"));
    CborMap to =
        new CborMap()
            .put("ingredients", List.of(Uris.hashed(Uris.assertion(parent.label()), parent)));
    assertThat(codes(parent, actions(created, action("c2pa.placed").put("parameters", to))))
        .containsExactly("assertion.action.ingredientMismatch");
    assertThat(codes(parent, actions(created, action("c2pa.repackaged").put("parameters", to))))
        .isEmpty();
  }

  @Test
  void jsonMustBeJson() throws IOException {
    byte[] bad = "{\"a\":1,}".getBytes(StandardCharsets.US_ASCII);
    Jumbf.Super a = Jumbf.read(Jumbf.superbox(Jumbf.JSON, "x.y", Jumbf.box("json", bad)));
    assertThat(codes(a)).containsExactly("assertion.json.invalid");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{}", "[1,-2.5e3,\"\\u00e9\\n\"]", " {\"a\":[true,null,{\"b\":\"\"}]} ", "0"})
  void soundJsonIsTaken(String text) {
    assertThat(JsonText.sound(text.getBytes(StandardCharsets.UTF_8))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "[1,]", "{a:1}", "01", "\"\\x\"", "\"\\u12\"", "1 2", "\"\n\""})
  void unsoundJsonIsNot(String text) {
    assertThat(JsonText.sound(text.getBytes(StandardCharsets.UTF_8))).isFalse();
    assertThat(JsonText.sound("[".repeat(100_000).getBytes(StandardCharsets.UTF_8))).isFalse();
  }

  // ---- update manifests ----

  private byte[] updated(Path file, Jumbf.Super... more) throws IOException {
    byte[] store;
    try (FileChannel c = FileChannel.open(file)) {
      store = Container.of(c).orElseThrow().find(c).orElseThrow().store();
    }
    Jumbf.Super parent = Jumbf.read(store).supers().get(0);
    CborMap results = new CborMap().put("activeManifest", Findings.cbor(List.of()));
    CborMap ingredient =
        new CborMap()
            .put("relationship", "parentOf")
            .put("validationResults", results)
            .put("activeManifest", Uris.hashed(Uris.manifest(parent.label()), parent))
            .put(
                "claimSignature",
                Uris.hashed(
                    Uris.in(parent.label(), Manifest.SIGNATURE),
                    parent.child(Manifest.SIGNATURE).orElseThrow()));
    List<Jumbf.Super> all = new ArrayList<>(Arrays.asList(more));
    all.add(Bound.assertion("c2pa.ingredient.v3", ingredient));
    byte[] update = Bound.manifest(NOTARY, Jumbf.UPDATE_MANIFEST, "urn:c2pa:update", all);
    return Jumbf.superbox(Jumbf.STORE, "c2pa", parent.whole(), update);
  }

  @Test
  void anUpdateAddsToTheStoreAndNotToTheFile() throws IOException {
    for (String name : List.of("picture.png", "picture.jpg", "moov-last.mp4")) {
      Path in = Samples.write(folder, name, Samples.all().getOrDefault(name, new byte[0]));
      Path one = folder.resolve("one-" + name);
      Path two = folder.resolve("two-" + name);
      NOTARY.writer().write(in, one, Notary.created("x"));
      byte[] store = updated(one);
      try (FileChannel c = FileChannel.open(name.endsWith("4") ? one : in)) {
        if (name.endsWith("4")) {
          appended(c, two, updateOnly(store));
        } else {
          Bound.put(c, two, store);
        }
      }
      CredentialReport r = NOTARY.read(two);
      assertThat(r.failures()).as(name).isEmpty();
      assertThat(r.activeLabel()).isEqualTo("urn:c2pa:update");
      assertThat(r.state()).isEqualTo(CredentialReport.State.TRUSTED);
      byte[] b = Files.readAllBytes(two);
      int at = name.endsWith("4") ? b.length - updateOnly(store).length - 80 : b.length - 30;
      b[at] ^= 1;
      Files.write(two, b);
      assertThat(NOTARY.read(two).state()).isEqualTo(CredentialReport.State.INVALID);
    }
  }

  private static byte[] updateOnly(byte[] store) throws IOException {
    return Jumbf.superbox(Jumbf.STORE, "c2pa", Jumbf.read(store).supers().get(1).whole());
  }

  /** As the standard has it for ISO base media: the old store stays, the update comes last. */
  private static void appended(FileChannel in, Path out, byte[] update) throws IOException {
    byte[] b = Io.at(in, 0, in.size());
    String text = new String(b, StandardCharsets.ISO_8859_1);
    int purpose = text.indexOf("manifest\0");
    System.arraycopy(Samples.ascii("original"), 0, b, purpose, 8);
    byte[] box =
        Samples.box("uuid", BmffContainer.C2PA, new byte[4], Samples.ascii("update\0"), update);
    Files.write(out, Samples.join(b, box));
  }

  @Test
  void anUpdateMayNotSayThatTheContentChanged() throws IOException {
    Path in = Samples.write(folder, "a.png", Samples.image("png", 9, 9));
    Path one = folder.resolve("one.png");
    NOTARY.writer().write(in, one, Notary.created("x"));
    assertThat(codes(updated(one, actions(action("c2pa.published"))))).isEmpty();
    assertThat(codes(updated(one, actions(action("c2pa.edited")))))
        .containsExactly("manifest.update.invalid");
    CborMap hash = new CborMap().put("hash", new byte[32]);
    assertThat(codes(updated(one, Bound.assertion("c2pa.hash.data", hash))))
        .containsExactly("manifest.update.invalid");
  }
}
