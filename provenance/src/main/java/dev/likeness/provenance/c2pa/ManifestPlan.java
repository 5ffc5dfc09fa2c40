package dev.likeness.provenance.c2pa;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a manifest is to say.
 *
 * @param title of the file, for people
 * @param generator the program that makes the claim
 * @param generatorVersion of it
 * @param made when
 * @param actions in order; the first is {@code c2pa.created} or {@code c2pa.opened} (section
 *     18.15.2)
 * @param ingredients what the file was made from
 * @param assertions whatever else, by label
 * @param thumbnail a small picture of the file; null for none
 * @param mark the invisible mark in the file; null where there is none
 */
public record ManifestPlan(
    String title,
    String generator,
    String generatorVersion,
    Instant made,
    List<Action> actions,
    List<Ingredient> ingredients,
    List<Assertion> assertions,
    @Nullable Thumbnail thumbnail,
    @Nullable SoftBinding mark) {

  /** The version of the standard that is followed. */
  public static final String SPECIFICATION = "2.4";

  /**
   * What was done (section 18.15).
   *
   * @param name {@code c2pa.…} or of a namespace of one's own
   * @param sourceType an IPTC digital source type; null where the standard asks for none
   * @param description in words; null for none
   * @param ingredients those that it is about, by their index in the plan
   */
  public record Action(
      String name,
      @Nullable String sourceType,
      @Nullable String description,
      List<Integer> ingredients) {
    public Action {
      ingredients = List.copyOf(ingredients);
    }
  }

  /** A JPEG picture (section 18.13). */
  public record Thumbnail(byte[] jpeg) {}

  /** Any other statement: a label with a namespace, and what it says. */
  public record Assertion(String label, CborMap content) {
    public Assertion {
      if (!label.contains(".") || label.contains("/") || label.contains("__")) {
        throw new IllegalArgumentException("assertion label '" + label + "'");
      }
    }
  }

  /**
   * An invisible mark by which the manifest can be found again (section 18.10). With one, the
   * action {@code c2pa.watermarked.bound} is written.
   *
   * @param algorithm its name
   * @param value what the mark says
   */
  public record SoftBinding(String algorithm, byte[] value) {}

  public ManifestPlan {
    actions = List.copyOf(actions);
    ingredients = List.copyOf(ingredients);
    assertions = List.copyOf(assertions);
    if (actions.isEmpty()
        || !List.of("c2pa.created", "c2pa.opened").contains(actions.get(0).name())) {
      throw new IllegalArgumentException("the first action is c2pa.created or c2pa.opened");
    }
    boolean opened = actions.get(0).name().equals("c2pa.opened");
    long parents = ingredients.stream().filter(i -> i.relation() == Ingredient.PARENT).count();
    if (parents != (opened ? 1 : 0)) {
      throw new IllegalArgumentException(parents + " parents for " + actions.get(0).name());
    }
    if (opened == (actions.get(0).sourceType() != null)) {
      throw new IllegalArgumentException(
          "a source type belongs to c2pa.created and not to c2pa.opened");
    }
    for (Action a : actions) {
      for (int i : a.ingredients()) {
        if (i < 0 || i >= ingredients.size()) {
          throw new IllegalArgumentException("action " + a.name() + ": ingredient " + i);
        }
      }
    }
  }
}
