// What all pages share: asking the studio, and making elements. Texts only ever become text nodes.
export const $ = (id) => document.getElementById(id);
export const state = { word: "", me: null };

export function tell(message) {
  $("trouble").textContent = message;
  $("trouble").hidden = !message;
}

export class Refused extends Error {
  constructor(status, message) { super(message); this.status = status; }
}

export async function api(path, init = {}) {
  const answer = await fetch("/api" + path, {
    ...init, headers: { "X-Likeness-Word": state.word, ...(init.headers ?? {}) } });
  const type = answer.headers.get("content-type") ?? "";
  const body = type.includes("json") ? await answer.json() : null;
  if (!answer.ok) throw new Refused(answer.status, body?.detail ?? `the studio answered ${answer.status}`);
  return body;
}

const send = (method) => (path, what) => api(path, {
  method, headers: { "Content-Type": "application/json" }, body: JSON.stringify(what) });
export const post = send("POST");
export const put = send("PUT");
export const remove = (path) => api(path, { method: "DELETE" });

/** An element; content is a text, an element, or several of them. */
export function make(tag, content = "", attributes = {}) {
  const e = document.createElement(tag);
  e.append(...(Array.isArray(content) ? content : [content]));
  for (const [k, v] of Object.entries(attributes)) e.setAttribute(k, v);
  return e;
}

export const when = (t) => new Date(t).toLocaleString([], { dateStyle: "medium", timeStyle: "short" });

/** Runs what a button or form does: once at a time, and what goes wrong is shown. */
export async function act(control, work) {
  control.disabled = true;
  tell("");
  try { await work(); } catch (e) { tell(e.message); } finally { control.disabled = false; }
}

export function button(label, work, kind = "") {
  const b = make("button", label, { type: "button", ...(kind ? { class: kind } : {}) });
  b.addEventListener("click", () => act(b, work));
  return b;
}

export function onSubmit(id, work) {
  $(id).addEventListener("submit", (e) => {
    e.preventDefault();
    const f = e.target;
    act(f.querySelector("button:not([type=button])"), () => work(Object.fromEntries(new FormData(f)), f));
  });
}

/** Sends a file as it is; told hears which part of it has gone, 0 to 1. */
export function upload(file, told = () => {}) {
  return new Promise((done, failed) => {
    const r = new XMLHttpRequest();
    r.upload.addEventListener("progress", (e) => { if (e.lengthComputable) told(e.loaded / e.total); });
    r.addEventListener("loadend", () => {
      let answer = {};
      try { answer = JSON.parse(r.responseText); } catch { /* the status says it */ }
      if (r.status === 201) done(answer);
      else failed(new Refused(r.status, answer.detail ?? "the upload was broken off"));
    });
    r.open("POST", "/api/files?name=" + encodeURIComponent(file.name ?? ""));
    r.setRequestHeader("X-Likeness-Word", state.word);
    r.setRequestHeader("Content-Type", "application/octet-stream");
    r.send(file);
  });
}

export const may = (role) => state.me?.roles.includes(role) ?? false;

/** What a list shows is kept where it still belongs: a film that plays, a name half typed. */
export async function fill(list, wanted, build, key = (o) => o.id) {
  const there = new Map([...list.children].map((e) => [e.dataset.key, e]));
  const all = [];
  for (const o of wanted) {
    const old = there.get(key(o));
    if (old) { all.push(old); continue; }
    const fresh = await build(o);
    fresh.dataset.key = key(o);
    all.push(fresh);
  }
  if (all.length !== list.children.length || all.some((e, i) => e !== list.children[i])) {
    list.replaceChildren(...all);
  }
  if (!all.length) list.replaceChildren(make("p", "Nothing at the moment.", { class: "faint" }));
}

/** Of digests the beginning; lists and objects in words. */
export function plain(v) {
  if (Array.isArray(v)) return v.map(plain).join(" ");
  if (v && typeof v === "object") return Object.entries(v).map(([k, w]) => `${k} ${plain(w)}`).join(" ");
  return String(v).replace(/\b([0-9a-f]{8})[0-9a-f]{56}\b/g, "$1…");
}
