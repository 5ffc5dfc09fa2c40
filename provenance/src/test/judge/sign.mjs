// Signs files with c2pa-rs: node sign.mjs CHAIN.pem KEY.pem FILE... writes theirs-FILE beside each.
// What a file is called like chooses how: tree-… in blocks of 1 KB, packed-… compressed and by boxes.
import fs from 'node:fs';
import path from 'node:path';
import { Builder, LocalSigner } from '@contentauth/c2pa-node';

const TYPES = {
  '.jpg': 'image/jpeg', '.png': 'image/png', '.wav': 'audio/wav', '.mp3': 'audio/mpeg',
  '.mov': 'video/quicktime', '.mp4': 'video/mp4',
};
const CAPTURED = 'http://cv.iptc.org/newscodes/digitalsourcetype/digitalCapture';
const [chain, key, ...files] = process.argv.slice(2);
const signer = LocalSigner.newSigner(fs.readFileSync(chain), fs.readFileSync(key), 'es256');
const HOW = {
  tree: { core: { merkle_tree_chunk_size_in_kb: 1 } },
  packed: { core: { prefer_compress_manifests: true } },
};
for (const file of files) {
  const how = HOW[path.basename(file).split('-')[0]];
  const builder = Builder.withJson({
    title: 'theirs',
    claim_generator_info: [{ name: 'another maker', version: '1' }],
    assertions: [
      {
        label: 'c2pa.actions.v2',
        data: { actions: [{ action: 'c2pa.created', digitalSourceType: CAPTURED }] },
      },
    ],
  }, how);
  const out = path.join(path.dirname(file), `theirs-${path.basename(file)}`);
  builder.sign(signer, { path: file, mimeType: TYPES[path.extname(file)] }, { path: out });
}
