package dev.likeness.provenance.c2pa;

import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import javax.security.auth.x500.X500Principal;

/** Parts of the names in certificates. */
final class Names {
  private Names() {}

  /** As a person reads it: the common name, else the organization, else all of it. */
  static String read(X500Principal name) {
    String common = part(name, "CN");
    String organization = part(name, "O");
    return !common.isEmpty() ? common : !organization.isEmpty() ? organization : name.getName();
  }

  /** The value of {@code CN}, {@code O}, …; empty where the name has none. */
  static String part(X500Principal name, String type) {
    try {
      for (Rdn r : new LdapName(name.getName()).getRdns()) {
        if (r.getType().equalsIgnoreCase(type)) {
          return String.valueOf(r.getValue());
        }
      }
    } catch (InvalidNameException e) {
      return "";
    }
    return "";
  }
}
