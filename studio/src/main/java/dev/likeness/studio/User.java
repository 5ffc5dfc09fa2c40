package dev.likeness.studio;

import java.util.Set;

/**
 * Who asks.
 *
 * @param name {@link #OPERATOR} for whoever came by the terminal's address
 * @param alone whether nobody has an account: then the operator does everything
 */
record User(String name, Set<Role> roles, boolean alone) {
  static final String OPERATOR = "operator";

  boolean may(Role role) {
    return roles.contains(role);
  }

  /** Whether everybody's orders are theirs to see. */
  boolean seesAll() {
    return may(Role.REVIEWER) || may(Role.ADMIN);
  }
}
