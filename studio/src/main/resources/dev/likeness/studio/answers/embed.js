// A place to ask an organisation's documents. Add it to a page with
//   <script src="https://…/answers/NAME/embed.js" data-title="Help" async></script>
// It loads nothing else, keeps nothing in the browser, and says that it is artificial.
(() => {
  'use strict';
  const me = document.currentScript;
  const socketUrl = me.src.replace(/^http/, 'ws').replace(/embed\.js.*$/, 'talk');
  const full = 'full' in me.dataset;
  const host = document.createElement('div');
  (full ? document.body : document.documentElement).append(host);
  const root = host.attachShadow({mode: 'closed'});
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`
    :host { all: initial }
    * { box-sizing: border-box; font: 16px/1.45 system-ui, sans-serif }
    .open { position: fixed; right: 1rem; bottom: 1rem; padding: .7rem 1.1rem; border: 0; border-radius: 2rem;
      background: #1d4f91; color: #fff; cursor: pointer; z-index: 2147483646; box-shadow: 0 2px 8px #0004 }
    .box { display: flex; flex-direction: column; background: #fff; color: #1a1a1a; color-scheme: light;
      border: 1px solid #b9c2cc; border-radius: .7rem; overflow: hidden }
    .float { position: fixed; right: 1rem; bottom: 1rem; width: min(24rem, calc(100vw - 2rem));
      height: min(34rem, calc(100vh - 2rem)); z-index: 2147483647; box-shadow: 0 4px 20px #0005 }
    .full { width: min(46rem, calc(100vw - 2rem)); height: calc(100vh - 2rem); margin: 1rem auto }
    header { display: flex; align-items: center; gap: .6rem; padding: .6rem .9rem; background: #1d4f91; color: #fff }
    header b { flex: 1; font-weight: 600 }
    header span { font-size: .78rem; border: 1px solid #fff9; border-radius: 1rem; padding: .05rem .55rem }
    header button { background: none; border: 0; color: #fff; font-size: 1.3rem; cursor: pointer; line-height: 1 }
    ol { flex: 1; overflow-y: auto; margin: 0; padding: .9rem; list-style: none; display: flex; flex-direction: column; gap: .55rem }
    li { max-width: 85%; padding: .5rem .75rem; border-radius: .8rem; background: #eef2f6; overflow-wrap: anywhere; white-space: pre-line }
    li.you { align-self: flex-end; background: #d5e5f8 }
    li.note { align-self: center; background: none; color: #59636e; font-size: .85rem }
    li details { margin-top: .3rem; font-size: .85rem; color: #44505c }
    li details * { font-size: inherit }
    summary { cursor: pointer }
    blockquote { margin: .2rem 0 .4rem; padding-left: .6rem; border-left: 3px solid #b9c2cc }
    form { display: flex; gap: .4rem; padding: .6rem; border-top: 1px solid #d5dbe1; align-items: center }
    input[type=text] { flex: 1; min-width: 0; padding: .5rem .7rem; border: 1px solid #8b96a1; border-radius: .5rem; background: #fff; color: #1a1a1a }
    form button { padding: .5rem .8rem; border: 1px solid #1d4f91; border-radius: .5rem; background: #1d4f91; color: #fff; cursor: pointer }
    form button.plain { background: #fff; color: #1d4f91 }
    form button[aria-pressed=true] { background: #b3261e; border-color: #b3261e; color: #fff }
    button:focus-visible, input:focus-visible, summary:focus-visible { outline: 3px solid #f2a900; outline-offset: 1px }
    label { font-size: .85rem; color: #44505c; display: flex; gap: .25rem; align-items: center; white-space: nowrap }
  `);
  root.adoptedStyleSheets = [sheet];

  const make = (tag, props = {}, ...inner) => {
    const e = Object.assign(document.createElement(tag), props);
    e.append(...inner);
    return e;
  };
  const list = make('ol', {tabIndex: 0});
  list.setAttribute('role', 'log');
  list.setAttribute('aria-label', 'Conversation');
  const input = make('input', {type: 'text', maxLength: 2000, placeholder: 'Your question', autocomplete: 'off'});
  input.setAttribute('aria-label', 'Your question');
  const aloud = make('input', {type: 'checkbox'});
  const mic = make('button', {type: 'button', className: 'plain', textContent: 'Speak', title: 'Ask by voice'});
  const form = make('form', {}, input, make('label', {}, aloud, 'aloud'), mic, make('button', {textContent: 'Ask'}));
  const shut = make('button', {type: 'button', textContent: '×', title: 'Close'});
  shut.setAttribute('aria-label', 'Close');
  const box = make('section', {className: 'box ' + (full ? 'full' : 'float')},
    make('header', {}, make('b', {textContent: me.dataset.title || 'Ask'}), make('span', {textContent: 'artificial assistant'}), ...(full ? [] : [shut])),
    list, form);
  box.setAttribute('aria-label', 'Artificial assistant');

  const say = (text, kind, sources = []) => {
    const li = make('li', {className: kind, textContent: text});
    if (sources.length) {
      const d = make('details', {}, make('summary', {textContent: sources.length > 1 ? 'Sources' : 'Source'}));
      for (const s of sources) {
        d.append(`${s.file}, ${s.place}${s.heading ? ' (' + s.heading + ')' : ''}`, make('blockquote', {textContent: s.quote}));
      }
      li.append(d);
    }
    list.append(li);
    li.scrollIntoView({block: 'end'});
  };

  let socket = null;
  let sound = null;
  let playing = Promise.resolve();
  const play = (wav) => {
    playing = playing.then(async () => {
      sound ??= new AudioContext();
      const clip = await sound.decodeAudioData(wav);
      const from = new AudioBufferSourceNode(sound, {buffer: clip});
      from.connect(sound.destination);
      await new Promise((done) => { from.onended = done; from.start(); });
    }).catch(() => say('The sound cannot be played.', 'note'));
  };
  const connect = () => new Promise((resolve, reject) => {
    if (socket && socket.readyState === WebSocket.OPEN) { resolve(socket); return; }
    const s = new WebSocket(socketUrl);
    s.binaryType = 'arraybuffer';
    s.onopen = () => { socket = s; resolve(s); };
    s.onerror = () => reject(new Error('unreachable'));
    s.onclose = (e) => { if (socket === s) { socket = null; say(e.reason || 'The connection has ended.', 'note'); } };
    s.onmessage = (m) => {
      if (typeof m.data !== 'string') { play(m.data); return; }
      const o = JSON.parse(m.data);
      if (o.type === 'turn') { say(o.answer, o.handover ? 'it handover' : 'it', o.sources); }
      if (o.type === 'heard' && o.text) { say(o.text, 'you'); }
      if (o.type === 'problem') { say(o.detail, 'note'); }
    };
  });
  const failed = () => say('The assistant cannot be reached now.', 'note');

  form.onsubmit = (e) => {
    e.preventDefault();
    const text = input.value.trim();
    if (!text) { return; }
    connect().then((s) => {
      say(text, 'you');
      input.value = '';
      s.send(JSON.stringify({say: text, aloud: aloud.checked}));
    }).catch(failed);
  };

  // 16-bit PCM of 16 kHz, one channel: what the studio listens to.
  const wav = (parts) => {
    const n = parts.reduce((sum, p) => sum + p.length, 0);
    const b = new DataView(new ArrayBuffer(44 + 2 * n));
    const tag = (at, s) => [...s].forEach((c, i) => b.setUint8(at + i, c.charCodeAt(0)));
    tag(0, 'RIFF'); b.setUint32(4, 36 + 2 * n, true); tag(8, 'WAVEfmt ');
    b.setUint32(16, 16, true); b.setUint16(20, 1, true); b.setUint16(22, 1, true);
    b.setUint32(24, 16000, true); b.setUint32(28, 32000, true); b.setUint16(32, 2, true); b.setUint16(34, 16, true);
    tag(36, 'data'); b.setUint32(40, 2 * n, true);
    let at = 44;
    for (const p of parts) {
      for (const v of p) { b.setInt16(at, Math.max(-1, Math.min(1, v)) * 32767, true); at += 2; }
    }
    return b.buffer;
  };
  let stop = null;
  mic.onclick = async () => {
    if (stop) { stop(); return; }
    try {
      const stream = await navigator.mediaDevices.getUserMedia({audio: {channelCount: 1}});
      const context = new AudioContext({sampleRate: 16000});
      const parts = [];
      const node = context.createScriptProcessor(4096, 1, 1);
      node.onaudioprocess = (e) => parts.push(new Float32Array(e.inputBuffer.getChannelData(0)));
      context.createMediaStreamSource(stream).connect(node);
      node.connect(context.destination);
      mic.textContent = 'Stop';
      mic.setAttribute('aria-pressed', 'true');
      const end = setTimeout(() => stop && stop(), 15000);
      stop = () => {
        stop = null;
        clearTimeout(end);
        mic.textContent = 'Speak';
        mic.removeAttribute('aria-pressed');
        stream.getTracks().forEach((t) => t.stop());
        context.close();
        connect().then((s) => s.send(wav(parts))).catch(failed);
      };
    } catch {
      say('There is no microphone that this page may use.', 'note');
    }
  };

  if (full) {
    root.append(box);
    connect().catch(failed);
  } else {
    const open = make('button', {className: 'open', textContent: me.dataset.title || 'Ask'});
    open.onclick = () => { open.remove(); root.append(box); input.focus(); connect().catch(failed); };
    shut.onclick = () => { box.remove(); root.append(open); open.focus(); };
    root.append(open);
  }
})();
