package dev.likeness.studio;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;

/**
 * Who has an account. While nobody has, whoever came by the terminal's address does everything;
 * from the first account on, such a visitor can only look after accounts. Thread-safe.
 */
final class Accounts {
  private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}._@-]{0,63}");

  private final Database db;
  private final Clock clock;
  private final Passwords passwords = new Passwords();
  private final LoginGuard guard;

  Accounts(Database db, Clock clock) {
    this.db = db;
    this.clock = clock;
    this.guard = new LoginGuard(clock);
  }

  /** An account. */
  record Account(String name, Set<Role> roles, boolean active, String created) {}

  List<Account> all() {
    return db.get(
        h ->
            h.createQuery("SELECT name, roles, active, created FROM accounts ORDER BY name")
                .map(
                    (r, c) ->
                        new Account(
                            r.getString("name"),
                            Role.of(r.getString("roles")),
                            r.getInt("active") == 1,
                            r.getString("created")))
                .list());
  }

  /** How many people may come in by a password. */
  int active() {
    return db.get(
        h ->
            h.createQuery("SELECT COUNT(*) FROM accounts WHERE active = 1")
                .mapTo(Integer.class)
                .one());
  }

  /** What somebody may do now; empty for an account that is gone or shut. */
  Optional<User> user(String name) {
    if (name.equals(User.OPERATOR)) {
      boolean alone = active() == 0;
      return Optional.of(new User(name, alone ? Role.ALL : Set.of(Role.ADMIN), alone));
    }
    return all().stream()
        .filter(a -> a.name().equals(name) && a.active())
        .findFirst()
        .map(a -> new User(name, a.roles(), false));
  }

  /**
   * Lets somebody in.
   *
   * @throws StudioException UNKNOWN_USER, the same for a wrong name and a wrong password; TOO_OFTEN
   */
  String login(String name, String password) {
    guard.requireCalm(name);
    Optional<String> kept =
        db.get(
            h ->
                h.createQuery("SELECT password FROM accounts WHERE name = ? AND active = 1")
                    .bind(0, name)
                    .mapTo(String.class)
                    .findOne());
    boolean right =
        password.length() <= Passwords.LONGEST * 2
            && kept.map(k -> passwords.same(password, k))
                .orElseGet(() -> passwords.nobody(password));
    if (!right) {
      guard.failed(name);
      throw new StudioException(StudioException.Code.UNKNOWN_USER, "name or password is not right");
    }
    guard.passed(name);
    return name;
  }

  /**
   * Makes an account; the first must be able to make others.
   *
   * @throws StudioException BAD_REQUEST, CONFLICT
   */
  void add(String name, Set<Role> roles, String password) {
    if (!NAME.matcher(name).matches() || name.equals(User.OPERATOR)) {
      throw Call.bad(
          "'%s' cannot be a name: begin with a letter or digit, then letters, digits, . _ @ -, at most 64"
              .formatted(name));
    }
    Passwords.require(password);
    if (roles.isEmpty()) {
      throw Call.bad("an account needs a role");
    }
    String kept = passwords.keep(password);
    db.run(
        h -> {
          if (known(h, name)) {
            throw conflict("there is an account '%s' already".formatted(name));
          }
          h.execute(
              "INSERT INTO accounts (name, roles, password, active, created) VALUES (?, ?, ?, 1, ?)",
              name,
              Role.text(roles),
              kept,
              clock.instant().toString());
          requireAdmin(h);
        });
  }

  /** Changes what somebody may do, and whether they may come in. */
  void change(String name, Set<Role> roles, boolean active) {
    if (roles.isEmpty()) {
      throw Call.bad("an account needs a role; to shut it, make it inactive");
    }
    db.run(
        h -> {
          if (!known(h, name)) {
            throw new StudioException(StudioException.Code.UNKNOWN, "there is no such account");
          }
          h.execute(
              "UPDATE accounts SET roles = ?, active = ? WHERE name = ?",
              Role.text(roles),
              active ? 1 : 0,
              name);
          requireAdmin(h);
        });
  }

  /** Gives somebody another password. */
  void password(String name, String password) {
    Passwords.require(password);
    String kept = passwords.keep(password);
    int n = db.get(h -> h.execute("UPDATE accounts SET password = ? WHERE name = ?", kept, name));
    if (n == 0) {
      throw new StudioException(StudioException.Code.UNKNOWN, "there is no such account");
    }
    guard.passed(name);
  }

  private static boolean known(Handle h, String name) {
    return h.createQuery("SELECT name FROM accounts WHERE name = ?")
        .bind(0, name)
        .mapTo(String.class)
        .findOne()
        .isPresent();
  }

  private static void requireAdmin(Handle h) {
    boolean there =
        h
            .createQuery("SELECT roles FROM accounts WHERE active = 1")
            .mapTo(String.class)
            .list()
            .stream()
            .anyMatch(r -> Role.of(r).contains(Role.ADMIN));
    if (!there) {
      throw conflict("somebody has to be an admin: give that role to another account first");
    }
  }

  private static StudioException conflict(String message) {
    return new StudioException(StudioException.Code.CONFLICT, message);
  }
}
