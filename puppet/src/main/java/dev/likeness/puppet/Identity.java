package dev.likeness.puppet;

import dev.likeness.core.Seed;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A person who does not exist: all that stays the same from picture to picture.
 *
 * @param name what to call the person
 * @param age in years, for captions; what it does to the face is in shape, skin and hair
 * @param iris colour of the eyes, sRGB 0xRRGGBB
 * @param lashes length of the lashes, 0 to 1
 * @param glasses spectacles, if any
 * @param seed where freckles, strands and all other small chances come from
 */
public record Identity(
    String name,
    int age,
    Shape shape,
    Complexion skin,
    int iris,
    double lashes,
    Brows brows,
    Hair hair,
    Beard beard,
    @Nullable Glasses glasses,
    Wear wear,
    Seed seed) {
  public Identity {
    Check.range("age", age, 0, 120);
    Check.colour("iris", iris);
    Check.unit("lashes", lashes);
  }

  /** Fourteen fixed people of all skin tones, sexes and ages, clearly different from each other. */
  public static List<Identity> cast() {
    return Cast.all();
  }

  /**
   * The member of the cast called {@code name}.
   *
   * @throws IllegalArgumentException if nobody is called that
   */
  public static Identity named(String name) {
    return cast().stream()
        .filter(i -> i.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("nobody in the cast is called " + name));
  }

  /** Somebody new, the same for the same seed. */
  public static Identity random(Seed seed) {
    return Casting.invent(seed);
  }

  public Identity with(Hair h) {
    return new Identity(name, age, shape, skin, iris, lashes, brows, h, beard, glasses, wear, seed);
  }

  public Identity with(Beard b) {
    return new Identity(name, age, shape, skin, iris, lashes, brows, hair, b, glasses, wear, seed);
  }

  public Identity with(Shape s) {
    return new Identity(name, age, s, skin, iris, lashes, brows, hair, beard, glasses, wear, seed);
  }

  public Identity with(Wear w) {
    return new Identity(name, age, shape, skin, iris, lashes, brows, hair, beard, glasses, w, seed);
  }

  /** This person with other glasses, or none. */
  public Identity wearing(@Nullable Glasses g) {
    return new Identity(name, age, shape, skin, iris, lashes, brows, hair, beard, g, wear, seed);
  }
}
