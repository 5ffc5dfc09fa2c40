// A place to ask an organisation's documents. Add it to a page with
//   <script src="https://…/answers/NAME/embed.js" data-title="Help" async></script>
// It loads nothing else, keeps nothing in the browser, and says that it is artificial.

interface Source { file: string; place: string; heading?: string; quote: string }

/** What the studio says through the socket; sounds and films come as bytes beside it. */
type Message =
  | { type: 'turn'; answer: string; handover: boolean; sources: Source[]; persona?: string }
  | { type: 'face'; persona: string; artificial: true }
  | { type: 'heard'; text: string; understood: boolean }
  | { type: 'problem'; detail: string }
  | { type: 'spoken' };

(() => {
  const me = document.currentScript;
  if (!(me instanceof HTMLScriptElement)) { return; }
  const socketUrl = me.src.replace(/^http/, 'ws').replace(/embed\.js.*$/, 'talk');
  const full = 'full' in me.dataset;
  const host = document.createElement('div');
  (full ? document.body : document.documentElement).append(host);
  const root = host.attachShadow({mode: 'closed'});
  const style = (css: string): CSSStyleSheet => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    return sheet;
  };
  root.adoptedStyleSheets = [style(`
    :host { all: initial;
      --paper: #fff; --ink: #1a1a1a; --soft: #4a5561; --line: #c3cbd3; --edge: #8b96a1;
      --main: #1d4f91; --on-main: #fff; --link: #1d4f91; --it: #eef2f6; --you: #d5e5f8; color-scheme: light dark }
    @media (prefers-color-scheme: dark) {
      :host { --paper: #15191e; --ink: #eceff2; --soft: #aab4be; --line: #3a434d; --edge: #76818c;
        --main: #27588f; --link: #9cc3f2; --it: #242b33; --you: #1f3f63 }
    }
    * { box-sizing: border-box; font: 16px/1.45 system-ui, sans-serif }
    .open { position: fixed; right: 1rem; bottom: 1rem; padding: .7rem 1.1rem; border: 0; border-radius: 2rem;
      background: var(--main); color: var(--on-main); cursor: pointer; z-index: 2147483646; box-shadow: 0 2px 8px #0004 }
    .box { display: grid; grid-template: "head" auto "face" auto "log" minmax(0, 1fr) "form" auto / minmax(0, 1fr);
      background: var(--paper); color: var(--ink); border: 1px solid var(--line); border-radius: .7rem; overflow: hidden }
    .float { position: fixed; right: 1rem; bottom: 1rem; width: min(24rem, calc(100vw - 2rem));
      height: min(36rem, calc(100vh - 2rem)); z-index: 2147483647; box-shadow: 0 4px 20px #0005 }
    .full { width: min(46rem, calc(100vw - 2rem)); height: calc(100vh - 2rem); height: calc(100dvh - 2rem); margin: 1rem auto }
    header { grid-area: head; display: flex; align-items: center; gap: .6rem; padding: .6rem .9rem;
      background: var(--main); color: var(--on-main) }
    header b { flex: 1; font-weight: 600; min-width: 0; overflow: hidden; text-overflow: ellipsis; white-space: nowrap }
    header span { font-size: .78rem; border: 1px solid #fff9; border-radius: 1rem; padding: .05rem .55rem; white-space: nowrap }
    header button { background: none; border: 0; color: inherit; font-size: 1.3rem; cursor: pointer; line-height: 1 }
    .face { grid-area: face; display: flex; gap: .8rem; align-items: center; padding: .6rem .9rem; border-bottom: 1px solid var(--line) }
    .face[hidden] { display: none }
    .screen { position: relative; flex: none; width: 9.5rem; border-radius: .5rem; overflow: hidden; background: #0002 }
    .screen video { position: absolute; inset: 0; width: 100%; height: 100%; object-fit: cover; visibility: hidden }
    .screen video.front { visibility: visible }
    .face p { margin: 0; font-size: .85rem; color: var(--soft) }
    ol { grid-area: log; overflow-y: auto; margin: 0; padding: .9rem; list-style: none; display: flex; flex-direction: column; gap: .55rem }
    li { max-width: 85%; padding: .5rem .75rem; border-radius: .8rem; background: var(--it); overflow-wrap: anywhere; white-space: pre-line }
    li.you { align-self: flex-end; background: var(--you) }
    li.note { align-self: center; background: none; color: var(--soft); font-size: .85rem }
    li details { margin-top: .3rem; font-size: .85rem; color: var(--soft) }
    li details * { font-size: inherit }
    summary { cursor: pointer }
    blockquote { margin: .2rem 0 .4rem; padding-left: .6rem; border-left: 3px solid var(--line) }
    form { grid-area: form; display: flex; flex-wrap: wrap; gap: .4rem; padding: .6rem; border-top: 1px solid var(--line); align-items: center }
    input[type=text] { flex: 1 1 9rem; min-width: 0; padding: .5rem .7rem; border: 1px solid var(--edge); border-radius: .5rem;
      background: var(--paper); color: var(--ink) }
    form button { padding: .5rem .8rem; border: 1px solid var(--main); border-radius: .5rem; background: var(--main); color: var(--on-main); cursor: pointer }
    form button.plain { background: var(--paper); color: var(--link); border-color: var(--link) }
    form button[aria-pressed=true] { background: #b3261e; border-color: #b3261e; color: #fff }
    button:focus-visible, input:focus-visible, summary:focus-visible, ol:focus-visible { outline: 3px solid #f2a900; outline-offset: -2px }
    label { font-size: .85rem; color: var(--soft); display: flex; gap: .25rem; align-items: center; white-space: nowrap }
    @media (min-width: 44rem) {
      .full.faced { grid-template: "head head" auto "face log" minmax(0, 1fr) "face form" auto / 15rem minmax(0, 1fr) }
      .full .face { flex-direction: column; justify-content: flex-start; border-bottom: 0; border-right: 1px solid var(--line) }
      .full .screen { width: 100% }
    }
  `)];
  if (full) {
    document.adoptedStyleSheets = [style(`
      body { margin: 0; background: #e6eaee; color-scheme: light dark }
      @media (prefers-color-scheme: dark) { body { background: #0c0f12 } }
    `)];
  }

  const make = <K extends keyof HTMLElementTagNameMap>(tag: K, props: Partial<HTMLElementTagNameMap[K]> = {}, ...inner: (string | Node)[]): HTMLElementTagNameMap[K] => {
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
  const form = make('form', {}, input, make('button', {textContent: 'Ask'}), mic, make('label', {}, aloud, 'say answers aloud'));
  const shut = make('button', {type: 'button', textContent: '×', title: 'Close'});
  shut.setAttribute('aria-label', 'Close');
  const videos = [make('video', {playsInline: true}), make('video', {playsInline: true})];
  const screen = make('div', {className: 'screen'}, ...videos);
  screen.setAttribute('role', 'img');
  screen.setAttribute('aria-label', 'A portrait made by a computer');
  const face = make('div', {className: 'face', hidden: true}, screen,
    make('p', {textContent: 'This portrait and its voice are made by a computer. Nobody is speaking to you live.'}));
  const box = make('section', {className: 'box ' + (full ? 'full' : 'float')},
    make('header', {}, make('b', {textContent: me.dataset.title || 'Ask'}), make('span', {textContent: 'artificial assistant'}), ...(full ? [] : [shut])),
    face, list, form);
  box.setAttribute('aria-label', 'Artificial assistant');

  const say = (text: string, kind: string, sources: Source[] = []): void => {
    const li = make('li', {className: kind, textContent: text});
    if (sources.length) {
      const d = make('details', {}, make('summary', {textContent: sources.length > 1 ? 'Sources' : 'Source'}));
      for (const s of sources) {
        d.append(`${s.file}, ${s.place}${s.heading ? ' (' + s.heading + ')' : ''}`, make('blockquote', {textContent: s.quote}));
      }
      li.append(d);
    }
    list.append(li);
    list.scrollTop = list.scrollHeight;
  };

  // Sounds and films are played one after the other, in the order in which they come.
  let sound: AudioContext | null = null;
  let playing: Promise<void> = Promise.resolve();
  let waiting = 0;
  const play = (how: () => Promise<void>): void => {
    waiting++;
    playing = playing.then(how).catch(() => say('This cannot be played here.', 'note')).finally(() => { waiting--; });
  };
  const hear = (wav: ArrayBuffer) => async (): Promise<void> => {
    const out = sound ??= new AudioContext();
    const clip = await out.decodeAudioData(wav);
    const from = new AudioBufferSourceNode(out, {buffer: clip});
    from.connect(out.destination);
    await new Promise<void>((done) => { from.onended = () => done(); from.start(); });
  };

  // Two screens: the next film is loaded behind the one that is seen, and shown with its first picture.
  let front = 0;
  const calm = matchMedia('(prefers-reduced-motion: reduce)');
  let listening = '';
  const show = (url: string, spoken: boolean): Promise<void> => new Promise((done, failed) => {
    const old = videos[front];
    const now = videos[front = 1 - front];
    const swap = (): void => {
      screen.style.aspectRatio = `${now.videoWidth} / ${now.videoHeight}`;
      now.classList.add('front');
      old.classList.remove('front');
      old.pause();
      if (!spoken) { done(); }
    };
    now.onloadeddata = () => {
      if (spoken || !calm.matches) { now.play().then(swap, failed); } else { swap(); }
    };
    now.onended = () => done();
    now.onerror = () => failed(now.error);
    now.loop = !spoken;
    now.muted = !spoken;
    now.src = url;
  });
  const url = (film: ArrayBuffer): string => URL.createObjectURL(new Blob([film], {type: 'video/mp4'}));
  const watch = (film: ArrayBuffer) => async (): Promise<void> => {
    const spoken = url(film);
    try {
      await show(spoken, true);
      if (waiting === 1 && listening) { await show(listening, false); }
    } finally {
      setTimeout(() => URL.revokeObjectURL(spoken), 2000);
    }
  };
  const faced = async (film: ArrayBuffer): Promise<void> => {
    listening = url(film);
    await show(listening, false);
    face.hidden = false;
    box.classList.add('faced');
  };
  const isFilm = (data: ArrayBuffer): boolean => new TextDecoder('latin1').decode(data.slice(4, 8)) === 'ftyp';

  let socket: WebSocket | null = null;
  const connect = (): Promise<WebSocket> => new Promise((resolve, reject) => {
    if (socket && socket.readyState === WebSocket.OPEN) { resolve(socket); return; }
    const s = new WebSocket(socketUrl);
    let idle = false;
    s.binaryType = 'arraybuffer';
    s.onopen = () => { socket = s; resolve(s); };
    s.onerror = () => reject(new Error('unreachable'));
    s.onclose = (e) => { if (socket === s) { socket = null; say(e.reason || 'The connection has ended.', 'note'); } };
    s.onmessage = (m: MessageEvent<string | ArrayBuffer>) => {
      if (typeof m.data !== 'string') {
        if (idle) { idle = false; faced(m.data).catch(() => {}); } else { play(isFilm(m.data) ? watch(m.data) : hear(m.data)); }
        return;
      }
      const o = JSON.parse(m.data) as Message;
      switch (o.type) {
        case 'turn':
          if (o.persona) { s.send(JSON.stringify({face: true})); }
          say(o.answer, o.handover ? 'it handover' : 'it', o.sources);
          break;
        case 'face': idle = true; break;
        case 'heard': if (o.text) { say(o.text, 'you'); } break;
        case 'problem': say(o.detail, 'note'); break;
        case 'spoken': break;
      }
    };
  });
  const failed = (): void => say('The assistant cannot be reached now.', 'note');

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
  const wav = (parts: Float32Array[]): ArrayBuffer => {
    const n = parts.reduce((sum, p) => sum + p.length, 0);
    const b = new DataView(new ArrayBuffer(44 + 2 * n));
    const tag = (at: number, s: string): void => [...s].forEach((c, i) => b.setUint8(at + i, c.charCodeAt(0)));
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
  let stop: (() => void) | null = null;
  mic.onclick = async () => {
    if (stop) { stop(); return; }
    try {
      const stream = await navigator.mediaDevices.getUserMedia({audio: {channelCount: 1}});
      const context = new AudioContext({sampleRate: 16000});
      const parts: Float32Array[] = [];
      const node = context.createScriptProcessor(4096, 1, 1);
      node.onaudioprocess = (e) => parts.push(new Float32Array(e.inputBuffer.getChannelData(0)));
      context.createMediaStreamSource(stream).connect(node);
      node.connect(context.destination);
      mic.textContent = 'Stop';
      mic.setAttribute('aria-pressed', 'true');
      const end = setTimeout(() => stop?.(), 15000);
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
