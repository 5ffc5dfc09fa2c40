package dev.likeness.provenance;

import dev.likeness.core.Version;
import dev.likeness.provenance.c2pa.CredentialException;
import dev.likeness.provenance.c2pa.CredentialReader;
import dev.likeness.provenance.c2pa.CredentialWriter;
import dev.likeness.provenance.c2pa.Ingredient;
import dev.likeness.provenance.c2pa.ManifestPlan;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Signs what Likeness draws by itself: films of puppets, charts, comparisons. It puts nothing
 * anywhere: what a maker made leaves through {@link Exporter} alone.
 */
public final class OwnPictures {
  /** Drawn by an algorithm from parameters, nothing recorded and nothing learned. */
  public static final String DRAWN = SourceType.BASE + "algorithmicMedia";

  private final SigningKeys keys;
  private final Instant now;

  /**
   * @param keys made where there are none yet
   */
  public OwnPictures(SigningKeys keys, Instant now) {
    this.keys = keys;
    this.now = now;
  }

  /**
   * Signs a file in its place.
   *
   * @param sourceType an IPTC digital source type
   * @param description what it is
   * @param shown an exported file that it shows; null for none
   * @throws ProvenanceException SIGNATURE, IO
   */
  public void sign(Path file, String sourceType, String description, @Nullable Path shown) {
    List<Ingredient> ingredients = new ArrayList<>();
    List<ManifestPlan.Action> actions = new ArrayList<>();
    actions.add(new ManifestPlan.Action("c2pa.created", sourceType, description, List.of()));
    try {
      if (shown != null) {
        var report = new CredentialReader(keys.trust(TrustLists.packaged())).read(shown, now);
        ingredients.add(Ingredient.of("what it shows", report, Ingredient.COMPONENT, null));
        actions.add(new ManifestPlan.Action("c2pa.placed", null, null, List.of(0)));
      }
    } catch (IOException e) {
      throw Beside.failed(file, e);
    }
    ManifestPlan plan =
        new ManifestPlan(
            description,
            "Likeness",
            Version.current(),
            now,
            actions,
            ingredients,
            List.of(),
            null,
            null);
    Beside.write(
        file,
        part -> {
          try {
            keys.initIfMissing(now);
            new CredentialWriter(keys.credential(now), keys.stamper()).write(file, part, plan);
          } catch (CredentialException e) {
            throw new ProvenanceException(
                ProvenanceException.Code.SIGNATURE,
                file + " cannot be signed: " + e.getMessage(),
                e);
          }
        });
  }
}
