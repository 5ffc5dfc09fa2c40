package dev.likeness.provenance.c2pa;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.InvalidParameterException;
import java.security.Key;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.ProviderException;
import java.security.Security;
import java.security.UnrecoverableKeyException;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Signing keys from files and devices that other programs made. */
public final class KeyStores {
  private KeyStores() {}

  /**
   * A key and its certificates in a PKCS#12 file.
   *
   * @param alias null where the file holds one key
   * @throws CredentialException KEY
   */
  public static Credential pkcs12(Path file, char[] password, @Nullable String alias) {
    try (InputStream in = Files.newInputStream(file)) {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(in, password);
      return credential(store, password, alias, "key file " + file, null);
    } catch (IOException | GeneralSecurityException e) {
      // what else the cause says could hold part of the file
      String why = why(e, "it is no PKCS#12 file, or damaged");
      throw new CredentialException(
          CredentialException.Code.KEY, "key file %s cannot be used: %s".formatted(file, why));
    }
  }

  /**
   * A key on a device, by way of a PKCS#11 library; it never leaves the device.
   *
   * @param configuration of the JDK's provider SunPKCS11: at least {@code name} and {@code library}
   * @param alias null where the device holds one key
   * @throws CredentialException KEY
   */
  public static Credential pkcs11(Path configuration, char[] pin, @Nullable String alias) {
    String what = "PKCS#11 device of " + configuration;
    try {
      Provider base = Security.getProvider("SunPKCS11");
      if (base == null) {
        throw new CredentialException(
            CredentialException.Code.KEY, what + ": this Java has no SunPKCS11 provider");
      }
      Provider device = base.configure(configuration.toAbsolutePath().toString());
      KeyStore store = KeyStore.getInstance("PKCS11", device);
      store.load(null, pin);
      return credential(store, pin, alias, what, device);
    } catch (IOException
        | GeneralSecurityException
        | InvalidParameterException
        | ProviderException e) {
      throw new CredentialException(
          CredentialException.Code.KEY,
          "%s cannot be used: %s".formatted(what, why(e, Io.clip(deepest(e)))));
    }
  }

  private static Credential credential(
      KeyStore store, char[] password, @Nullable String alias, String what, @Nullable Provider p)
      throws GeneralSecurityException {
    List<String> keys = new ArrayList<>();
    for (String a : Collections.list(store.aliases())) {
      if (store.isKeyEntry(a)) {
        keys.add(a);
      }
    }
    if (keys.isEmpty()) {
      throw new CredentialException(
          CredentialException.Code.KEY,
          "%s holds no key that has a certificate; on a device both need the same id"
              .formatted(what));
    }
    if (alias == null && keys.size() != 1) {
      throw new CredentialException(
          CredentialException.Code.KEY,
          "%s holds %d keys (%s); name one with --alias"
              .formatted(what, keys.size(), String.join(", ", keys)));
    }
    String chosen = alias == null ? keys.get(0) : alias;
    Key key = store.getKey(chosen, password);
    Certificate[] chain = store.getCertificateChain(chosen);
    if (!(key instanceof PrivateKey secret) || chain == null) {
      throw new CredentialException(
          CredentialException.Code.KEY,
          "%s holds no key '%s' with a certificate; it holds %s"
              .formatted(what, chosen, String.join(", ", keys)));
    }
    List<X509Certificate> out = new ArrayList<>();
    for (Certificate c : chain) {
      X509Certificate x = (X509Certificate) c;
      // the root is what others have to know by themselves
      if (out.isEmpty() || !x.getSubjectX500Principal().equals(x.getIssuerX500Principal())) {
        out.add(x);
      }
    }
    Credential made = new Credential(secret, out, p);
    if (made.fault().isPresent()) {
      throw new CredentialException(
          CredentialException.Code.KEY,
          "%s: the certificate of '%s' cannot be used: %s"
              .formatted(what, chosen, made.fault().get()));
    }
    return made;
  }

  /** What went wrong, where that can be told and done something about; else the other words. */
  private static String why(Exception e, String otherwise) {
    for (Throwable t = e; t != null; t = t.getCause()) {
      String said = String.valueOf(t.getMessage());
      if (said.contains("CKR_PIN_LOCKED")) {
        return "its PIN is locked, after too many wrong ones; unlock it with the device's own tools";
      }
      if (t instanceof UnrecoverableKeyException || said.startsWith("CKR_PIN_")) {
        return "the password or PIN is wrong, or the file that holds it was not named"
            + " (--password-file); many devices lock after a few wrong ones";
      }
      if (t instanceof NoSuchFileException || t instanceof FileNotFoundException) {
        return "there is no such file";
      }
      // what it quotes may be a password: the wrong file was named
      Matcher line = Pattern.compile("line (\\d+)").matcher(said);
      if (said.contains("'") && line.find()) {
        return "line %s of the file is no setting of a PKCS#11 device (name = …, library = …)"
            .formatted(line.group(1));
      }
      if (said.equals("CKR_TOKEN_NOT_RECOGNIZED") || said.equals("CKR_TOKEN_NOT_PRESENT")) {
        return "there is no token in its slot; name another with slotListIndex = N or slot = ID";
      }
    }
    return otherwise;
  }

  /** What lies at the bottom: such as a library that does not exist, or a setting that is odd. */
  private static String deepest(Throwable e) {
    Throwable t = e;
    while (t.getCause() != null) {
      t = t.getCause();
    }
    return t.getMessage() == null ? t.getClass().getSimpleName() : t.getMessage();
  }
}
