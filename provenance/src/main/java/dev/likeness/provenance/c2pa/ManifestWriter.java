package dev.likeness.provenance.c2pa;

import java.nio.charset.StandardCharsets;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Builds a store around a hard binding. Its length does not depend on the hash, so that it is known
 * before the file is read.
 */
final class ManifestWriter {
  static final String DATA_HASH = "c2pa.hash.data";
  static final String BMFF_HASH = "c2pa.hash.bmff.v3";

  /** What is kept free for a signature with a time-stamp. */
  private static final int STAMPED = 12_000;

  private final ManifestPlan plan;
  private final Credential credential;
  private final @Nullable TimeStamper stamper;
  private final String label = "urn:c2pa:" + UUID.randomUUID();
  private final String instance = "xmp:iid:" + UUID.randomUUID();
  private final Map<String, byte[]> carried = new LinkedHashMap<>();
  private final Map<String, Jumbf.Super> fixed = new LinkedHashMap<>();

  ManifestWriter(ManifestPlan plan, Credential credential, @Nullable TimeStamper stamper)
      throws Malformed {
    this.plan = plan;
    this.credential = credential;
    this.stamper = stamper;
    for (Ingredient i : plan.ingredients()) {
      if (i.credentials() != null) {
        carry(i.credentials().store());
      }
    }
    assertions();
  }

  String label() {
    return label;
  }

  private void carry(ManifestStore store) throws Malformed {
    for (Manifest m : store.all()) {
      byte[] box = m.whole().whole();
      byte[] same = carried.putIfAbsent(m.label(), box);
      if (same != null && !java.util.Arrays.equals(same, box)) {
        throw new Malformed("two ingredients carry different manifests called " + m.label());
      }
    }
  }

  private void assertions() throws Malformed {
    List<String> ingredients = new ArrayList<>();
    for (Ingredient i : plan.ingredients()) {
      ingredients.add(add("c2pa.ingredient.v3", i.assertion()));
    }
    CborMap binding = softBinding();
    add("c2pa.actions.v2", actions(ingredients));
    if (binding != null) {
      add("c2pa.soft-binding", binding);
    }
    ManifestPlan.Thumbnail thumbnail = plan.thumbnail();
    if (thumbnail != null) {
      addBox("c2pa.thumbnail.claim", picture("c2pa.thumbnail.claim", thumbnail.jpeg()));
    }
    for (ManifestPlan.Assertion a : plan.assertions()) {
      add(a.label(), a.content());
    }
  }

  private CborMap actions(List<String> ingredients) throws Malformed {
    CborMap agent =
        new CborMap().put("name", plan.generator()).put("version", plan.generatorVersion());
    Object when = new Cbor.Tagged(0, plan.made().truncatedTo(ChronoUnit.SECONDS).toString());
    List<CborMap> all = new ArrayList<>();
    for (ManifestPlan.Action a : plan.actions()) {
      CborMap m =
          new CborMap()
              .put("action", a.name())
              .put("when", when)
              .put("softwareAgent", agent)
              .putIf("digitalSourceType", a.sourceType())
              .putIf("description", a.description());
      List<CborMap> about = new ArrayList<>();
      for (int i : a.ingredients()) {
        about.add(reference(ingredients.get(i)));
      }
      if (!about.isEmpty()) {
        m.put("parameters", new CborMap().put("ingredients", about));
      }
      all.add(m);
    }
    if (plan.mark() != null) {
      all.add(
          new CborMap()
              .put("action", "c2pa.watermarked.bound")
              .put("when", when)
              .put("softwareAgent", agent));
    }
    return new CborMap().put("actions", all).put("allActionsIncluded", true);
  }

  private @Nullable CborMap softBinding() {
    ManifestPlan.SoftBinding mark = plan.mark();
    if (mark == null) {
      return null;
    }
    CborMap block = new CborMap().put("scope", new CborMap()).put("value", mark.value());
    return new CborMap()
        .put("alg", mark.algorithm())
        .put("blocks", List.of(block))
        .put("pad", new byte[0]);
  }

  private static byte[] picture(String label, byte[] jpeg) {
    byte[] type = "\0image/jpeg\0".getBytes(StandardCharsets.US_ASCII);
    return Jumbf.superbox(
        Jumbf.EMBEDDED_FILE, label, Jumbf.box("bfdb", type), Jumbf.box("bidb", jpeg));
  }

  private String add(String kind, CborMap content) throws Malformed {
    String name = kind;
    for (int n = 1; fixed.containsKey(name); n++) {
      name = kind + "__" + n;
    }
    addBox(name, cbor(name, content));
    return name;
  }

  private static byte[] cbor(String name, CborMap content) {
    return Jumbf.superbox(Jumbf.CBOR, name, Jumbf.box("cbor", Cbor.encode(content)));
  }

  private void addBox(String name, byte[] box) throws Malformed {
    fixed.put(name, Jumbf.read(box));
  }

  private CborMap reference(String assertion) throws Malformed {
    Jumbf.Super box = fixed.get(assertion);
    if (box == null) {
      throw new IllegalStateException("no assertion " + assertion);
    }
    return Uris.hashed(Uris.assertion(assertion), box);
  }

  /** The length of the store with a binding of this length. */
  int length(String bindingLabel, CborMap binding) throws Malformed {
    return store(bindingLabel, binding, false).length;
  }

  /**
   * The signed store.
   *
   * @throws CredentialException KEY, TIMESTAMP
   */
  byte[] signed(String bindingLabel, CborMap binding) throws Malformed {
    return store(bindingLabel, binding, true);
  }

  private byte[] store(String bindingLabel, CborMap binding, boolean sign) throws Malformed {
    byte[] bound = cbor(bindingLabel, binding);
    List<CborMap> created = new ArrayList<>();
    created.add(Uris.hashed(Uris.assertion(bindingLabel), Jumbf.read(bound)));
    List<byte[]> boxes = new ArrayList<>();
    boxes.add(bound);
    for (Map.Entry<String, Jumbf.Super> e : fixed.entrySet()) {
      created.add(Uris.hashed(Uris.assertion(e.getKey()), e.getValue()));
      boxes.add(e.getValue().whole());
    }
    byte[] claim = Cbor.encode(claim(created));
    byte[] header = Cose.protectedHeader(credential);
    byte[] cose = sign ? signature(header, claim) : room(header);
    byte[] manifest =
        Jumbf.superbox(
            Jumbf.MANIFEST,
            label,
            Jumbf.superbox(Jumbf.ASSERTIONS, Manifest.ASSERTIONS, boxes.toArray(new byte[0][])),
            Jumbf.superbox(Jumbf.CLAIM, Manifest.CLAIM, Jumbf.box("cbor", claim)),
            Jumbf.superbox(Jumbf.SIGNATURE, Manifest.SIGNATURE, Jumbf.box("cbor", cose)));
    List<byte[]> all = new ArrayList<>(carried.values());
    all.add(manifest);
    return Jumbf.superbox(Jumbf.STORE, "c2pa", all.toArray(new byte[0][]));
  }

  private CborMap claim(List<CborMap> created) {
    return new CborMap()
        .put("instanceID", instance)
        .put(
            "claim_generator_info",
            new CborMap()
                .put("name", plan.generator())
                .put("version", plan.generatorVersion())
                .put("specVersion", ManifestPlan.SPECIFICATION))
        .put("signature", Uris.in(label, Manifest.SIGNATURE))
        .put("created_assertions", created)
        .put("dc:title", plan.title())
        .put("alg", "sha256");
  }

  /** As long as the signature will be, so that the file's layout is known before it is signed. */
  private byte[] room(byte[] header) {
    byte[] zeros = new byte[credential.signatureLength()];
    return stamper == null
        ? Cose.encode(header, zeros, null, 0)
        : Cose.encode(header, zeros, new byte[0], STAMPED);
  }

  private byte[] signature(byte[] header, byte[] claim) {
    byte[] signature = credential.sign(Cose.structure("Signature1", header, claim));
    if (stamper == null) {
      return Cose.encode(header, signature, null, 0);
    }
    byte[] token = stamper.token(Cose.stamped(header, signature));
    return Cose.encode(header, signature, token, STAMPED);
  }
}
