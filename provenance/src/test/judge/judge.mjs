// What other readers say of files: node judge.mjs ROOT.pem FILE... prints "ENGINE STATE FILE" lines.
import fs from 'node:fs';
import path from 'node:path';

const TYPES = {
  '.jpg': 'image/jpeg', '.png': 'image/png', '.webp': 'image/webp', '.wav': 'audio/wav',
  '.mp3': 'audio/mpeg', '.mp4': 'video/mp4', '.m4a': 'audio/mp4', '.mov': 'video/quicktime',
};
const [root, ...files] = process.argv.slice(2);
const settings = {
  verify: { verify_trust: true, remote_manifest_fetch: false, ocsp_fetch: false },
  trust: {
    user_anchors: fs.readFileSync(root, 'utf8'),
    trust_config: '1.3.6.1.4.1.62558.2.1\n1.3.6.1.5.5.7.3.4\n1.3.6.1.5.5.7.3.8',
  },
};
const engines = {};

// What c2pa-rs says of a file, and of its time-stamp where it has one.
function verdict(report) {
  const all = JSON.stringify(report);
  const bad = /timeStamp\.(mismatch|malformed)/.test(all) ? '+badStamp' : '';
  return report.validation_state + bad + (all.includes('timeStamp.validated') ? '+stamp' : '');
}

const { initSync, WasmReader } = await import('@contentauth/c2pa-wasm');
const wasm = new URL('./node_modules/@contentauth/c2pa-wasm/pkg/c2pa_bg.wasm', import.meta.url);
initSync({ module: fs.readFileSync(wasm) });
engines.wasm = async (file, type) => {
  const bytes = new Uint8Array(fs.readFileSync(file));
  const reader = await WasmReader.fromBytes(type, bytes, JSON.stringify(settings));
  return verdict(JSON.parse(reader.json()));
};

const native = await import('@contentauth/c2pa-node');
engines.native = async (file, type) => {
  const reader = await native.Reader.fromAsset({ path: file, mimeType: type }, settings);
  return reader ? verdict(reader.json()) : 'NoManifest';
};

const assets = await import('@trustnxt/c2pa-ts/asset');
const jumbf = await import('@trustnxt/c2pa-ts/jumbf');
const manifests = await import('@trustnxt/c2pa-ts/manifest');
engines.ts = async (file) => {
  const bytes = fs.readFileSync(file);
  const kind = [assets.JPEG, assets.PNG, assets.MP3].find((x) => x.canRead(bytes));
  if (!kind) return 'Unread';
  const asset = new kind(bytes);
  const store = manifests.ManifestStore.read(
    jumbf.SuperBox.fromBuffer(await asset.getManifestJUMBF()),
  );
  return (await store.validate(asset)).isValid ? 'Valid' : 'Invalid';
};

for (const file of files) {
  for (const [name, judge] of Object.entries(engines)) {
    let state;
    try {
      state = await judge(file, TYPES[path.extname(file)]);
    } catch (e) {
      state = `ERROR:${String(e).replace(/\s+/g, '_')}`;
    }
    console.log(`${name} ${state} ${path.basename(file)}`);
  }
}
