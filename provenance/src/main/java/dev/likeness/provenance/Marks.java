package dev.likeness.provenance;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a file's metadata say of how it was made. Anybody can write them, and anybody can take them
 * out.
 *
 * @param sourceType the IPTC digital source type as it stands there; null where there is none
 * @param aigc the field AIGC of GB 45438-2025 as it stands there; null where there is none
 */
public record Marks(@Nullable String sourceType, @Nullable String aigc) {
  public static final Marks NONE = new Marks(null, null);

  /** The AIGC field, where there is one that can be understood. */
  public Optional<Aigc> readAigc() {
    return Optional.ofNullable(aigc).flatMap(Aigc::read);
  }

  /** These, and from others what is missing here. */
  Marks or(Marks others) {
    return new Marks(
        sourceType == null ? others.sourceType : sourceType, aigc == null ? others.aigc : aigc);
  }
}
