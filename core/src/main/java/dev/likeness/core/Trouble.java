package dev.likeness.core;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/** What went wrong with a file, in words for people rather than as the name of an exception. */
public final class Trouble {
  private Trouble() {}

  /** A clause without a full stop, such as "there is no right to write or read it". */
  public static String of(IOException e) {
    String said = e.getMessage() == null ? "" : e.getMessage();
    return switch (e) {
      case NoSuchFileException x -> "there is no " + x.getFile();
      case AccessDeniedException x -> "the right to use " + x.getFile() + " is missing";
      case FileAlreadyExistsException x -> x.getFile() + " is in the way";
      case NotDirectoryException x -> x.getFile() + " is no folder";
      case DirectoryNotEmptyException x -> x.getFile() + " is not empty";
      case FileSystemException x -> x.getReason() == null ? said : x.getReason();
      default -> said.isEmpty() ? e.getClass().getSimpleName() : said;
    };
  }
}
