package dev.likeness.provenance.c2pa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.tsp.TimeStampRequest;
import org.bouncycastle.tsp.TimeStampRequestGenerator;
import org.bouncycastle.tsp.TimeStampResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Asks readers that others wrote: c2pa-rs as WebAssembly and native, and c2pa-ts. They are npm
 * packages of the versions in {@code src/test/judge/package.json}, and are installed into {@code
 * target/judge} the first time, without running any script of theirs; where npm or Node.js is
 * missing, or npm has nothing to install from, the tests are skipped and say so. The property
 * {@code likeness.judge} names another folder.
 */
class JudgeTest {
  private static final List<String> FILES = List.of("package.json", "judge.mjs", "sign.mjs");

  @TempDir Path folder;

  private static Path judge() throws IOException, InterruptedException {
    String named = System.getProperty("likeness.judge", "");
    Path judge = named.isEmpty() ? Path.of("target/judge") : Path.of(named);
    if (named.isEmpty()) {
      install(judge);
    }
    assumeTrue(
        Files.isDirectory(judge.resolve("node_modules/@contentauth/c2pa-wasm")),
        "outside readers are not installed; see JudgeTest");
    return judge;
  }

  private static void install(Path judge) throws IOException, InterruptedException {
    Files.createDirectories(judge);
    for (String f : FILES) {
      Files.copy(
          Path.of("src/test/judge", f), judge.resolve(f), StandardCopyOption.REPLACE_EXISTING);
    }
    if (Files.exists(judge.resolve("installed"))) {
      return;
    }
    Process p;
    try {
      p =
          new ProcessBuilder(
                  "npm",
                  "install",
                  "--ignore-scripts",
                  "--no-package-lock",
                  "--no-audit",
                  "--no-fund",
                  "--prefer-offline")
              .directory(judge.toFile())
              .redirectErrorStream(true)
              .redirectOutput(judge.resolve("npm.log").toFile())
              .start();
    } catch (IOException e) {
      assumeTrue(false, "npm is missing: outside readers are not asked");
      throw e;
    }
    if (!p.waitFor(4, TimeUnit.MINUTES)) {
      p.destroyForcibly().waitFor();
    }
    assumeTrue(
        p.exitValue() == 0, "npm could not install the outside readers; see target/judge/npm.log");
    Files.createFile(judge.resolve("installed"));
  }

  private static List<String> ask(Path judge, Path root, List<Path> files)
      throws IOException, InterruptedException {
    return node(judge.resolve("judge.mjs"), Stream.concat(Stream.of(root), files.stream()));
  }

  private static List<String> node(Path script, Stream<Path> arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("node", script.toAbsolutePath().toString()));
    arguments.forEach(a -> command.add(a.toString()));
    Process p;
    try {
      p = new ProcessBuilder(command).redirectErrorStream(true).start();
    } catch (IOException e) {
      assumeTrue(false, "Node.js is missing");
      throw e;
    }
    String out = new String(p.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(p.waitFor(2, TimeUnit.MINUTES)).isTrue();
    assertThat(p.exitValue()).as(out).isZero();
    return out.lines().toList();
  }

  @Test
  void othersTrustWhatIsSignedHere() throws IOException, InterruptedException {
    Path judge = judge();
    List<Path> files = new ArrayList<>();
    Notary es = new Notary(Algorithm.ES256);
    Notary ed = new Notary(Algorithm.ED25519);
    String roots = pem("CERTIFICATE", der(es)) + pem("CERTIFICATE", der(ed));
    Path root = Files.writeString(folder.resolve("root.pem"), roots);
    for (Map.Entry<String, byte[]> e : Samples.all().entrySet()) {
      if (e.getKey().equals("old.mov")) {
        continue; // the others read no MOV without ftyp
      }
      Path in = Samples.write(folder, "in-" + e.getKey(), e.getValue());
      Path one = folder.resolve("one-" + e.getKey());
      Path two = folder.resolve("two-" + e.getKey());
      ed.writer().write(in, one, Notary.created("first"));
      var thumbnail = new ManifestPlan.Thumbnail(Samples.image("jpg", 32, 32));
      es.writer().write(one, two, Notary.opened("second", ed.read(one), thumbnail));
      files.add(one);
      files.add(two);
    }
    List<String> said = ask(judge, root, files);
    assertThat(said).hasSize(3 * files.size());
    assertThat(said)
        .allSatisfy(l -> assertThat(l).matches("(wasm|native) Trusted .*|ts (Valid|Unread) .*"));
  }

  /** Bindings that only our tests write: what this reader takes for good, others do, too. */
  @Test
  void othersTrustWhatIsBoundByBoxes() throws IOException, InterruptedException {
    Path judge = judge();
    Notary n = new Notary(Algorithm.ES256);
    Path root = Files.writeString(folder.resolve("root.pem"), pem("CERTIFICATE", der(n)));
    List<Path> files = new ArrayList<>();
    for (Map.Entry<String, byte[]> e : Samples.all().entrySet()) {
      if (!e.getKey().matches(".*\\.(jpg|png)")) {
        continue; // c2pa-rs knows no boxes of RIFF
      }
      Path in = Samples.write(folder, "in-" + e.getKey(), e.getValue());
      for (boolean alone : new boolean[] {true, false}) {
        Path out = folder.resolve(alone + "-" + e.getKey());
        new Bound(n)
            .write(
                in,
                out,
                Notary.created("boxes"),
                BoxHash.LABEL,
                (f, s) -> Bound.boxes(f, s, alone));
        files.add(out);
      }
    }
    assertThat(ask(judge, root, files))
        .hasSize(3 * files.size())
        .allSatisfy(l -> assertThat(l).matches("(wasm|native) Trusted .*|ts (Valid|Unread) .*"));
  }

  /** What another maker signed is carried over as an ingredient, and the others agree. */
  @Test
  void othersTrustWhatIsMadeOfTheirFiles() throws IOException, InterruptedException {
    Path judge = judge();
    Notary n = new Notary(Algorithm.ES256);
    Path root = Files.writeString(folder.resolve("root.pem"), pem("CERTIFICATE", der(n)));
    TestAuthority.Issued other = n.authority.signer(Algorithm.ES256, "Other", Notary.NOW);
    String chain = pem("CERTIFICATE", der(other.certificate())) + pem("CERTIFICATE", der(n));
    Path certificates = Files.writeString(folder.resolve("chain.pem"), chain);
    String secret = pem("PRIVATE KEY", other.key().getEncoded());
    Path key = Files.writeString(folder.resolve("key.pem"), secret);
    List<Path> theirs = new ArrayList<>();
    for (String name : List.of("picture.jpg", "picture.png", "odd.wav", "sound.mp3", "film.mov")) {
      theirs.add(Samples.write(folder, name, Samples.all().getOrDefault(name, new byte[0])));
    }
    node(judge.resolve("sign.mjs"), Stream.concat(Stream.of(certificates, key), theirs.stream()));
    List<Path> ours = new ArrayList<>();
    for (Path f : theirs) {
      Path parent = f.resolveSibling("theirs-" + f.getFileName());
      Path child = f.resolveSibling("ours-" + f.getFileName());
      CredentialReport read = n.read(parent);
      assertThat(read.state()).as("%s", read.failures()).isEqualTo(CredentialReport.State.TRUSTED);
      n.writer().write(parent, child, Notary.opened("made of theirs", read, null));
      ours.add(child);
    }
    assertThat(ask(judge, root, ours))
        .hasSize(3 * ours.size())
        .allSatisfy(l -> assertThat(l).matches("(wasm|native) Trusted .*|ts (Valid|Unread) .*"));
  }

  /** Bindings that c2pa-rs writes, and this program only reads. */
  @Test
  void whatOthersBindByTreesAndCompressIsTrustedHere() throws IOException, InterruptedException {
    Path judge = judge();
    Notary n = new Notary(Algorithm.ES256);
    TestAuthority.Issued other = n.authority.signer(Algorithm.ES256, "Other", Notary.NOW);
    String chain = pem("CERTIFICATE", der(other.certificate())) + pem("CERTIFICATE", der(n));
    Path certificates = Files.writeString(folder.resolve("chain.pem"), chain);
    Path key =
        Files.writeString(folder.resolve("key.pem"), pem("PRIVATE KEY", other.key().getEncoded()));
    byte[] data = new byte[5000];
    new java.util.Random(1).nextBytes(data);
    byte[] film =
        Samples.join(
            Samples.ftyp(),
            Samples.box("moov", Samples.box("mvhd", new byte[100])),
            Samples.box("mdat", data));
    List<Path> files =
        List.of(
            Samples.write(folder, "tree-a.mp4", film),
            Samples.write(folder, "packed-a.png", Samples.image("png", 30, 30)),
            Samples.write(folder, "packed-b.jpg", Samples.image("jpg", 30, 30)));
    node(judge.resolve("sign.mjs"), Stream.concat(Stream.of(certificates, key), files.stream()));
    for (Path f : files) {
      boolean tree = f.endsWith("tree-a.mp4");
      Path signed = f.resolveSibling("theirs-" + f.getFileName());
      CredentialReport r = n.read(signed);
      assertThat(r.failures()).isEmpty();
      assertThat(r.state()).isEqualTo(CredentialReport.State.TRUSTED);
      byte[] b = Files.readAllBytes(signed);
      String text = new String(b, StandardCharsets.ISO_8859_1);
      assertThat(text.contains("brob")).isEqualTo(!tree);
      CborMap binding = r.assertion(tree ? ManifestWriter.BMFF_HASH : BoxHash.LABEL).orElseThrow();
      assertThat(binding.has(tree ? "merkle" : "boxes")).isTrue();
      b[b.length - 20] ^= 1;
      Files.write(signed, b);
      assertThat(n.read(signed).state()).isEqualTo(CredentialReport.State.INVALID);
    }
  }

  @Test
  void othersUnderstandTheTimeStamps() throws IOException, InterruptedException {
    Path judge = judge();
    Notary n = new Notary(Algorithm.ES256);
    TestAuthority clocks = TestAuthority.create(Algorithm.ES256, "Clocks", Notary.NOW);
    Path root =
        Files.writeString(
            folder.resolve("root.pem"),
            pem("CERTIFICATE", der(n)) + pem("CERTIFICATE", der(clocks.root())));
    Path in = Samples.write(folder, "in.png", Samples.image("png", 40, 40));
    Path out = folder.resolve("out.png");
    new CredentialWriter(n.credential, m -> token(m, clocks)).write(in, out, Notary.created("x"));
    // c2pa-ts cannot read this kind of time-stamp
    assertThat(ask(judge, root, List.of(out)))
        .filteredOn(l -> !l.startsWith("ts "))
        .hasSize(2)
        .allSatisfy(l -> assertThat(l).contains(" Trusted+stamp "));
  }

  private static byte[] token(byte[] message, TestAuthority clocks) {
    try {
      TimeStampRequestGenerator g = new TimeStampRequestGenerator();
      g.setCertReq(true);
      byte[] digest = Io.digest("sha256").digest(message);
      TimeStampRequest request = g.generate(NISTObjectIdentifiers.id_sha256, digest);
      String use = CertificateProfile.TIME_STAMPING;
      return new TimeStampResponse(TimeStampTest.response(request, clocks, use, Notary.NOW))
          .getTimeStampToken()
          .getEncoded();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void othersFindWhatIsChangedHere() throws IOException, InterruptedException {
    Path judge = judge();
    Notary n = new Notary(Algorithm.ES256);
    Path root = folder.resolve("root.pem");
    Files.writeString(root, pem("CERTIFICATE", der(n)));
    Path in = Samples.write(folder, "in.png", Samples.image("png", 40, 40));
    Path out = folder.resolve("out.png");
    n.writer().write(in, out, Notary.created("x"));
    byte[] b = Files.readAllBytes(out);
    b[b.length - 30] ^= 1;
    Files.write(out, b);
    assertThat(ask(judge, root, List.of(out))).allSatisfy(l -> assertThat(l).contains(" Invalid "));
  }

  private static String pem(String label, byte[] der) {
    return "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n"
        .formatted(label, Base64.getMimeEncoder(64, new byte[] {10}).encodeToString(der));
  }

  private static byte[] der(Notary n) {
    return der(n.authority.root());
  }

  private static byte[] der(X509Certificate c) {
    try {
      return c.getEncoded();
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException(e);
    }
  }
}
