package dev.likeness.studio;

import java.nio.file.Path;

class FolderStoreTest extends MediaStoreContract {
  @Override
  MediaStore open(Path local) {
    return new FolderStore(local);
  }
}
