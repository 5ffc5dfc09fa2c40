package dev.likeness.studio;

import dev.likeness.core.Trouble;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.commons.io.input.BoundedInputStream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Media in a store that speaks S3. What is worked on lies in a folder of this machine as well, and
 * is fetched there again where it is missing; nothing is ever held in memory as a whole.
 */
final class S3Store implements MediaStore {
  /** Longer files go up in parts of this length, so that what fails is sent again in part only. */
  static final long PART = 16L << 20;

  private static final int LOCKS = 16;

  private final S3Place at;
  private final S3Client client;
  private final FolderStore here;
  private final Path folder;
  private final List<String> kinds;
  private final List<ReentrantLock> fetching =
      Stream.generate(ReentrantLock::new).limit(LOCKS).toList();

  /**
   * Opens it, and asks whether it answers.
   *
   * @param environment where the keys stand, or the path of the file that they stand in
   * @param folder for what is worked on
   * @param kinds folders in it that media lie in
   * @throws StudioException MEDIA, saying what has to be put right
   */
  S3Store(
      S3Place at, Function<String, @Nullable String> environment, Path folder, List<String> kinds) {
    this.at = at;
    this.here = new FolderStore(folder);
    this.folder = folder;
    this.kinds = kinds;
    S3ClientBuilder builder =
        S3Client.builder()
            .region(Region.of(at.region()))
            .credentialsProvider(keys(environment))
            .httpClient(
                UrlConnectionHttpClient.builder()
                    .connectionTimeout(Duration.ofSeconds(5))
                    .socketTimeout(Duration.ofSeconds(60))
                    .build())
            // stores other than Amazon's need not know signed chunks and checksums that trail
            .serviceConfiguration(c -> c.chunkedEncodingEnabled(false))
            .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
            .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED);
    if (at.endpoint() != null) {
      builder.endpointOverride(at.endpoint()).forcePathStyle(true);
    }
    this.client = builder.build();
    try {
      asked(() -> client.listObjectsV2(b -> b.bucket(at.bucket()).prefix(at.prefix()).maxKeys(1)));
    } catch (StudioException e) {
      client.close();
      throw e;
    }
  }

  private static AwsCredentialsProvider keys(Function<String, @Nullable String> environment) {
    String id = environment.apply("AWS_ACCESS_KEY_ID");
    String secret = environment.apply("AWS_SECRET_ACCESS_KEY");
    if (id != null && secret != null) {
      String session = environment.apply("AWS_SESSION_TOKEN");
      return StaticCredentialsProvider.create(
          session == null
              ? AwsBasicCredentials.create(id, secret)
              : AwsSessionCredentials.create(id, secret, session));
    }
    String file = environment.apply("AWS_SHARED_CREDENTIALS_FILE");
    if (file != null) {
      if (!Files.isReadable(Path.of(file))) {
        throw new StudioException(
            StudioException.Code.MEDIA,
            file + ", which AWS_SHARED_CREDENTIALS_FILE names, cannot be read");
      }
      return ProfileCredentialsProvider.builder()
          .profileFile(
              ProfileFile.builder()
                  .content(Path.of(file))
                  .type(ProfileFile.Type.CREDENTIALS)
                  .build())
          .profileName(Objects.requireNonNullElse(environment.apply("AWS_PROFILE"), "default"))
          .build();
    }
    return DefaultCredentialsProvider.builder().build();
  }

  private String key(String name) {
    return at.prefix() + name;
  }

  @Override
  public Path place(String name) {
    return here.place(name);
  }

  @Override
  public void keep(String name) {
    Path file = place(name);
    long bytes;
    try {
      bytes = Files.size(file);
    } catch (IOException e) {
      throw unreadable(file, e);
    }
    if (bytes <= PART) {
      asked(
          () -> client.putObject(b -> b.bucket(at.bucket()).key(key(name)), part(file, 0, bytes)));
    } else {
      inParts(name, file, bytes);
    }
  }

  private void inParts(String name, Path file, long bytes) {
    String upload =
        asked(() -> client.createMultipartUpload(b -> b.bucket(at.bucket()).key(key(name))))
            .uploadId();
    try {
      List<CompletedPart> parts = new ArrayList<>();
      for (long from = 0; from < bytes; from += PART) {
        long begin = from;
        long length = Math.min(PART, bytes - from);
        int number = parts.size() + 1;
        String tag =
            asked(
                    () ->
                        client.uploadPart(
                            b ->
                                b.bucket(at.bucket())
                                    .key(key(name))
                                    .uploadId(upload)
                                    .partNumber(number),
                            part(file, begin, length)))
                .eTag();
        parts.add(CompletedPart.builder().partNumber(number).eTag(tag).build());
      }
      asked(
          () ->
              client.completeMultipartUpload(
                  b ->
                      b.bucket(at.bucket())
                          .key(key(name))
                          .uploadId(upload)
                          .multipartUpload(m -> m.parts(parts))));
    } catch (RuntimeException e) {
      abort(name, upload, e);
      throw e;
    }
  }

  private void abort(String name, String upload, RuntimeException why) {
    try {
      client.abortMultipartUpload(b -> b.bucket(at.bucket()).key(key(name)).uploadId(upload));
    } catch (SdkException e) {
      // parts of an upload that was broken off are the store's own to tidy up
      why.addSuppressed(e);
    }
  }

  /** A part of a file, read anew each time that it is sent. */
  private static RequestBody part(Path file, long from, long length) {
    ContentStreamProvider content =
        () -> {
          try {
            SeekableByteChannel c = Files.newByteChannel(file);
            c.position(from);
            return BoundedInputStream.builder()
                .setInputStream(Channels.newInputStream(c))
                .setMaxCount(length)
                .get();
          } catch (IOException e) {
            throw unreadable(file, e);
          }
        };
    return RequestBody.fromContentProvider(content, length, "application/octet-stream");
  }

  @Override
  public Path file(String name) {
    Path file = place(name);
    if (touched(file)) {
      return file;
    }
    ReentrantLock one = fetching.get(Math.floorMod(name.hashCode(), LOCKS));
    one.lock();
    try {
      if (!touched(file)) {
        fetch(name, file);
      }
      return file;
    } finally {
      one.unlock();
    }
  }

  private void fetch(String name, Path file) {
    Path part = file.resolveSibling(file.getFileName() + "." + Uploads.chance(4) + ".part");
    try (Reading r = remote(name)) {
      long got = Files.copy(r.in(), part);
      if (got != r.bytes()) {
        throw new IOException("%d of %d bytes came".formatted(got, r.bytes()));
      }
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (SdkClientException e) {
      throw new StudioException(StudioException.Code.MEDIA, unheard(e));
    } catch (IOException e) {
      throw new StudioException(
          StudioException.Code.MEDIA,
          "%s could not be fetched from %s: %s".formatted(name, at.shown(), Trouble.of(e)));
    } finally {
      Uploads.remove(part);
    }
  }

  /** Whether it lies here; notes that it was asked for. */
  private static boolean touched(Path file) {
    try {
      Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
      return true;
    } catch (NoSuchFileException e) {
      return false;
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  @Override
  public boolean has(String name) {
    return here.has(name) || length(name) >= 0;
  }

  /** How many bytes are kept under a name; -1 where nothing is. */
  private long length(String name) {
    return asked(
        () -> {
          try {
            return client.headObject(b -> b.bucket(at.bucket()).key(key(name))).contentLength();
          } catch (NoSuchKeyException e) {
            return -1L;
          }
        });
  }

  @Override
  public Reading read(String name) {
    return here.has(name) ? here.read(name) : remote(name);
  }

  private Reading remote(String name) {
    ResponseInputStream<GetObjectResponse> in =
        asked(
            () -> {
              try {
                return client.getObject(b -> b.bucket(at.bucket()).key(key(name)));
              } catch (NoSuchKeyException e) {
                throw MediaStore.unknown();
              }
            });
    return new Reading(in, in.response().contentLength());
  }

  @Override
  public void remove(String name) {
    here.remove(name);
    asked(() -> client.deleteObject(b -> b.bucket(at.bucket()).key(key(name))));
  }

  @Override
  public void tidy(Instant since) {
    for (String kind : kinds) {
      for (Path file : idle(folder.resolve(kind), since)) {
        String name = kind + "/" + file.getFileName();
        try {
          // what was here before the store was used, or could not be kept then, goes there first
          if (length(name) != Files.size(file)) {
            keep(name);
          }
          Files.delete(file);
        } catch (IOException e) {
          throw unreadable(file, e);
        }
      }
    }
  }

  private static List<Path> idle(Path folder, Instant since) {
    List<Path> idle = new ArrayList<>();
    try (DirectoryStream<Path> all = Files.newDirectoryStream(folder)) {
      for (Path p : all) {
        boolean whole = !p.toString().endsWith(".part");
        if (whole && Files.getLastModifiedTime(p).toInstant().isBefore(since)) {
          idle.add(p);
        }
      }
    } catch (IOException e) {
      throw unreadable(folder, e);
    }
    return idle;
  }

  private static StudioException unreadable(Path file, IOException e) {
    return new StudioException(
        StudioException.Code.IO, file + " cannot be read or written: " + Trouble.of(e));
  }

  /** What the store answers; its troubles in words that say what to do, and nothing secret. */
  private <T> T asked(Supplier<T> question) {
    try {
      return question.get();
    } catch (S3Exception e) {
      throw new StudioException(StudioException.Code.MEDIA, refused(e));
    } catch (SdkClientException e) {
      throw new StudioException(StudioException.Code.MEDIA, unheard(e));
    }
  }

  private String refused(S3Exception e) {
    String code = e.awsErrorDetails() == null ? "" : e.awsErrorDetails().errorCode();
    if ("NoSuchBucket".equals(code)) {
      return "the media store has no bucket '%s' (%s); make it there, or name another"
          .formatted(at.bucket(), at.shown());
    }
    if (e.statusCode() == 401 || e.statusCode() == 403) {
      return "the media store %s does not take these keys (%s): look at AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or the file that AWS_SHARED_CREDENTIALS_FILE names, and what they may do there"
          .formatted(at.shown(), code == null || code.isEmpty() ? e.statusCode() : code);
    }
    return "the media store %s answered %d %s".formatted(at.shown(), e.statusCode(), code);
  }

  private String unheard(SdkClientException e) {
    for (Throwable why = e; why != null; why = why.getCause()) {
      if (why instanceof IOException io) {
        return "the media store %s cannot be reached: %s".formatted(at.shown(), Trouble.of(io));
      }
    }
    if (String.valueOf(e.getMessage()).contains("credentials")) {
      return "there are no keys for the media store %s: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or AWS_SHARED_CREDENTIALS_FILE"
          .formatted(at.shown());
    }
    return "the media store %s cannot be used: %s".formatted(at.shown(), e.getMessage());
  }

  @Override
  public void close() {
    client.close();
  }
}
