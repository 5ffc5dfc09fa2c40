package dev.likeness.studio;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.function.Predicate;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * Posts to an address that somebody named, and never into this machine or its network: the name is
 * looked up once, every address it has must be public, and the connection goes to the very address
 * that was looked at, so that no name can answer otherwise the second time. Redirects are not
 * followed. Thread-safe.
 */
final class HookPost {
  private static final int PATIENCE_MS = 10_000;
  private static final int LONGEST_LINE = 4000;

  private final Predicate<InetAddress> allowed;

  /**
   * @param allowed to which addresses a message may go; {@link #isPublic} but in tests
   */
  HookPost(Predicate<InetAddress> allowed) {
    this.allowed = allowed;
  }

  /**
   * Whether it can be told anything.
   *
   * @throws StudioException BAD_REQUEST
   */
  InetAddress require(URI url) {
    boolean web = "https".equals(url.getScheme()) || "http".equals(url.getScheme());
    if (!web || url.getHost() == null || url.getUserInfo() != null) {
      throw Call.bad("a hook's url begins with https:// or http:// and names a host");
    }
    try {
      InetAddress[] all = InetAddress.getAllByName(bare(url.getHost()));
      for (InetAddress a : all) {
        if (!allowed.test(a)) {
          throw Call.bad("a hook cannot be in this machine or its network");
        }
      }
      return all[0];
    } catch (UnknownHostException e) {
      throw Call.bad("there is no host " + url.getHost());
    }
  }

  private static String bare(String host) {
    return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
  }

  /** Whether an address is one of the internet's, and no other's. */
  static boolean isPublic(InetAddress a) {
    if (a.isAnyLocalAddress()
        || a.isLoopbackAddress()
        || a.isLinkLocalAddress()
        || a.isSiteLocalAddress()
        || a.isMulticastAddress()) {
      return false;
    }
    byte[] b = a.getAddress();
    int first = b[0] & 255;
    int second = b[1] & 255;
    return switch (a) {
      case Inet4Address v4 ->
          first != 0
              && first < 240
              // carrier-grade NAT, protocol assignments, documentation, benchmarks
              && !(first == 100 && second >= 64 && second < 128)
              && !(first == 192 && second == 0)
              && !(first == 198 && (second == 18 || second == 19 || second == 51))
              && !(first == 203 && second == 0);
      // only global unicast, without what carries an IPv4 address or is for documents
      case Inet6Address v6 ->
          (first & 0xe0) == 0x20
              && !(first == 0x20 && second == 0x02)
              && !(first == 0x20 && second == 0x01 && (b[2] & 254) == 0)
              && !(first == 0x20 && second == 0x01 && (b[2] & 255) == 0x0d);
      default -> false;
    };
  }

  /**
   * Sends a body.
   *
   * @return the status of the answer
   * @throws StudioException BAD_REQUEST as {@link #require}
   */
  int send(URI url, String body, String signature) throws IOException {
    InetAddress to = require(url);
    boolean tls = "https".equals(url.getScheme());
    int port = url.getPort() >= 0 ? url.getPort() : tls ? 443 : 80;
    try (Socket plain = new Socket()) {
      plain.connect(new InetSocketAddress(to, port), PATIENCE_MS);
      plain.setSoTimeout(PATIENCE_MS);
      try (Socket s = tls ? secured(plain, bare(url.getHost()), port) : plain) {
        return exchange(s, url, body, signature);
      }
    }
  }

  private static Socket secured(Socket plain, String host, int port) throws IOException {
    SSLSocketFactory f = (SSLSocketFactory) SSLSocketFactory.getDefault();
    SSLSocket s = (SSLSocket) f.createSocket(plain, host, port, true);
    SSLParameters p = s.getSSLParameters();
    p.setEndpointIdentificationAlgorithm("HTTPS");
    s.setSSLParameters(p);
    s.startHandshake();
    return s;
  }

  private static int exchange(Socket s, URI url, String body, String signature) throws IOException {
    byte[] content = body.getBytes(StandardCharsets.UTF_8);
    String path = url.getRawPath() == null || url.getRawPath().isEmpty() ? "/" : url.getRawPath();
    String query = url.getRawQuery() == null ? "" : "?" + url.getRawQuery();
    String head =
        String.join(
            "\r\n",
            "POST " + path + query + " HTTP/1.1",
            "Host: " + url.getRawAuthority(),
            "User-Agent: likeness",
            "Content-Type: application/json",
            "Content-Length: " + content.length,
            "Likeness-Signature: " + signature,
            "Connection: close",
            "",
            "");
    OutputStream out = s.getOutputStream();
    out.write(head.getBytes(StandardCharsets.ISO_8859_1));
    out.write(content);
    out.flush();
    BufferedReader in =
        new BufferedReader(
            new InputStreamReader(s.getInputStream(), StandardCharsets.ISO_8859_1), LONGEST_LINE);
    char[] line = new char[12];
    int n = 0;
    while (n < line.length) {
      int more = in.read(line, n, line.length - n);
      if (more < 0) {
        break;
      }
      n += more;
    }
    String status = new String(line, 0, n);
    if (!status.matches("HTTP/1\\.[01] \\d{3}")) {
      throw new IOException("the hook does not speak HTTP/1.1");
    }
    return Integer.parseInt(status.substring(9));
  }
}
