package dev.likeness.studio;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A place in a store that speaks S3: {@code s3://BUCKET/PREFIX?endpoint=URL&region=NAME}. It says
 * nothing secret: keys come from the environment or from a file.
 *
 * @param prefix of all names, ends with a slash; or empty
 * @param endpoint where the store answers; null for Amazon's own
 */
record S3Place(String bucket, String prefix, @Nullable URI endpoint, String region) {
  private static final String SCHEME = "s3";
  private static final Pattern BUCKET = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");
  private static final Pattern REGION = Pattern.compile("[a-z0-9-]{1,40}");
  private static final Pattern PREFIX = Pattern.compile("[A-Za-z0-9._/-]*");
  private static final Set<String> KNOWN = Set.of("endpoint", "region");

  static boolean isMeant(String media) {
    return media.startsWith(SCHEME + ":");
  }

  /**
   * Reads an address.
   *
   * @throws IllegalArgumentException naming what is wrong with it
   */
  static S3Place of(String media) {
    URI u;
    try {
      u = new URI(media);
    } catch (URISyntaxException e) {
      throw wrong("it is no address");
    }
    if (u.getRawUserInfo() != null) {
      throw wrong("keys are not written into it, but into the environment or a file");
    }
    String bucket = u.getRawAuthority() == null ? "" : u.getRawAuthority();
    if (!BUCKET.matcher(bucket).matches()) {
      throw wrong("'%s' is no bucket's name".formatted(bucket));
    }
    String path = u.getPath() == null ? "" : u.getPath().replaceAll("^/+|/+$", "");
    String prefix = path.isEmpty() ? "" : path + "/";
    if (!PREFIX.matcher(prefix).matches() || prefix.contains("..") || prefix.contains("//")) {
      throw wrong("'%s' is no beginning of names".formatted(path));
    }
    Map<String, String> said = query(u.getRawQuery());
    String region = said.getOrDefault("region", "us-east-1");
    if (!REGION.matcher(region).matches()) {
      throw wrong("'%s' is no region".formatted(region));
    }
    return new S3Place(bucket, prefix, endpoint(said.get("endpoint")), region);
  }

  private static Map<String, String> query(@Nullable String query) {
    Map<String, String> said = new LinkedHashMap<>();
    for (String part : query == null ? new String[0] : query.split("&", -1)) {
      String[] two = part.split("=", 2);
      if (!KNOWN.contains(two[0]) || two.length < 2) {
        throw wrong("'%s' is neither endpoint=URL nor region=NAME".formatted(two[0]));
      }
      said.put(two[0], java.net.URLDecoder.decode(two[1], java.nio.charset.StandardCharsets.UTF_8));
    }
    return said;
  }

  private static @Nullable URI endpoint(@Nullable String said) {
    if (said == null) {
      return null;
    }
    try {
      URI u = new URI(said);
      boolean web = "https".equals(u.getScheme()) || "http".equals(u.getScheme());
      if (!web || u.getHost() == null || u.getUserInfo() != null) {
        throw wrong("its endpoint is not http(s)://HOST[:PORT]");
      }
      return u;
    } catch (URISyntaxException e) {
      throw wrong("its endpoint is no address");
    }
  }

  private static IllegalArgumentException wrong(String why) {
    return new IllegalArgumentException(
        "the media's address is not s3://BUCKET/PREFIX?endpoint=URL&region=NAME: " + why);
  }

  /** Who answers, for people. */
  String shown() {
    return "s3://%s/%s%s".formatted(bucket, prefix, endpoint == null ? "" : " at " + endpoint);
  }
}
