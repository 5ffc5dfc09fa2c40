package dev.likeness.provenance.c2pa;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;

/** A part of a file as if it were a file of its own, to be read at places only. */
final class Slice extends FileChannel {
  private final FileChannel whole;
  private final Range range;

  /**
   * @param range inside the file
   */
  Slice(FileChannel whole, Range range) {
    this.whole = whole;
    this.range = range;
  }

  @Override
  public int read(ByteBuffer dst, long position) throws IOException {
    long left = range.length() - position;
    if (left <= 0) {
      return -1;
    }
    if (left >= dst.remaining()) {
      return whole.read(dst, range.from() + position);
    }
    int limit = dst.limit();
    try {
      return whole.read(dst.limit(dst.position() + (int) left), range.from() + position);
    } finally {
      dst.limit(limit);
    }
  }

  @Override
  public long size() {
    return range.length();
  }

  @Override
  protected void implCloseChannel() {
    // the whole is somebody else's
  }

  private static UnsupportedOperationException no() {
    return new UnsupportedOperationException("a part of a file is read at places only");
  }

  @Override
  public int read(ByteBuffer dst) {
    throw no();
  }

  @Override
  public long read(ByteBuffer[] dsts, int offset, int length) {
    throw no();
  }

  @Override
  public int write(ByteBuffer src) {
    throw no();
  }

  @Override
  public long write(ByteBuffer[] srcs, int offset, int length) {
    throw no();
  }

  @Override
  public long position() {
    throw no();
  }

  @Override
  public FileChannel position(long newPosition) {
    throw no();
  }

  @Override
  public FileChannel truncate(long size) {
    throw no();
  }

  @Override
  public void force(boolean metaData) {
    throw no();
  }

  @Override
  public long transferTo(long position, long count, WritableByteChannel target) {
    throw no();
  }

  @Override
  public long transferFrom(ReadableByteChannel src, long position, long count) {
    throw no();
  }

  @Override
  public int write(ByteBuffer src, long position) {
    throw no();
  }

  @Override
  public MappedByteBuffer map(MapMode mode, long position, long size) {
    throw no();
  }

  @Override
  public FileLock lock(long position, long size, boolean shared) {
    throw no();
  }

  @Override
  public FileLock tryLock(long position, long size, boolean shared) {
    throw no();
  }
}
