package dev.likeness.studio;

import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What somebody may do. */
enum Role {
  /** Makes media; sees their own orders. */
  MAKER,
  /** Sees all orders, lets drafts out or keeps them in. */
  REVIEWER,
  /** Has files verified. */
  EXAMINER,
  /** Accounts, grants, webhooks, the log. */
  ADMIN;

  static final Set<Role> ALL = Set.copyOf(EnumSet.allOf(Role.class));

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** As they are kept: words with commas. */
  static String text(Collection<Role> roles) {
    return new TreeSet<>(roles).stream().map(Role::word).collect(Collectors.joining(","));
  }

  /**
   * @throws StudioException BAD_REQUEST for a word that is none
   */
  static Set<Role> of(String text) {
    Set<Role> all = EnumSet.noneOf(Role.class);
    for (String w : text.split(",", -1)) {
      if (!w.isBlank()) {
        all.add(ofWord(w.strip()));
      }
    }
    return all;
  }

  private static Role ofWord(String word) {
    return Arrays.stream(values())
        .filter(r -> r.word().equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                new StudioException(
                    StudioException.Code.BAD_REQUEST,
                    "there is no role '%s'; there are maker, reviewer, examiner and admin"
                        .formatted(word)));
  }
}
