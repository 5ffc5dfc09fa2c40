// The studio's pages: everything comes from and goes to /api, nothing else is loaded.
const $ = (id) => document.getElementById(id);
let word = "";
let orders = [];

function tell(message) {
  $("trouble").textContent = message;
  $("trouble").hidden = !message;
}

async function api(path, init = {}) {
  const answer = await fetch("/api" + path, {
    ...init, headers: { "X-Likeness-Word": word, ...(init.headers ?? {}) } });
  const type = answer.headers.get("content-type") ?? "";
  const body = type.includes("json") ? await answer.json() : null;
  if (!answer.ok) throw new Error(body?.detail ?? `the studio answered ${answer.status}`);
  return body;
}

const post = (path, what) => api(path, {
  method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(what) });

function make(tag, content = "", attributes = {}) {
  const e = document.createElement(tag);
  if (Array.isArray(content)) e.append(...content); else e.textContent = content;
  for (const [k, v] of Object.entries(attributes)) e.setAttribute(k, v);
  return e;
}

const when = (t) => new Date(t).toLocaleString();
const about = (o) => o.maker === "talk" ? `${o.persona} says “${o.text}”` : `${o.persona}'s face on a film`;

/** Runs what a button or form does: once at a time, and what goes wrong is shown. */
async function act(control, work) {
  control.disabled = true;
  tell("");
  try { await work(); } catch (e) { tell(e.message); } finally { control.disabled = false; }
}

function show() {
  const page = ["people", "make", "review", "log"].find((p) => location.hash === "#" + p) ?? "people";
  for (const s of document.querySelectorAll("main > section")) s.hidden = s.id !== page;
  for (const a of document.querySelectorAll("nav a")) {
    if (a.getAttribute("href") === "#" + page) a.setAttribute("aria-current", "page");
    else a.removeAttribute("aria-current");
  }
  if (page === "people" || page === "make") people().catch((e) => tell(e.message));
  if (page === "log") log().catch((e) => tell(e.message));
}

async function people() {
  const all = await api("/personas");
  $("personas").replaceChildren(...all.map((p) => make("li", [
    make("strong", p.name), make("br"), make("small", `${p.views} views, grant ${p.grant}`)])));
  for (const form of ["talk", "swap"]) {
    const select = $(form).elements.persona;
    const chosen = select.value;
    select.replaceChildren(...all.map((p) => make("option", p.name, { value: p.name })));
    if (all.some((p) => p.name === chosen)) select.value = chosen;
  }
}

/** An entry's value in words; of digests the beginning. */
function plain(v) {
  if (Array.isArray(v)) return v.map(plain).join(" ");
  if (v && typeof v === "object") return Object.entries(v).map(([k, w]) => `${k} ${plain(w)}`).join(" ");
  return String(v).replace(/\b([0-9a-f]{8})[0-9a-f]{56}\b/g, "$1…");
}

async function log() {
  const all = await api("/log");
  $("entries").replaceChildren(...all.map((e) => {
    const { kind, ...rest } = e.event;
    const words = Object.entries(rest).map(([k, v]) => `${k.replaceAll("_", " ")} ${plain(v)}`);
    return make("tr", [make("td", String(e.entry), { class: "number" }), make("td", when(e.time), { class: "when" }),
      make("td", [make("strong", kind), document.createTextNode(" " + words.join(", "))])]);
  }));
}

function row(o) {
  const does = make("td");
  if (["queued", "running", "draft"].includes(o.state)) {
    const b = make("button", "Cancel", { class: "plain" });
    b.addEventListener("click", () => act(b, () => post(`/orders/${o.id}/cancel`, {})));
    does.append(b);
  }
  const state = make("td", o.state, { class: o.state });
  if (o.note) state.append(make("br"), make("small", o.note));
  return make("tr", [make("td", about(o)), state, make("td", when(o.changed), { class: "when" }), does]);
}

async function draft(o) {
  const box = make("article", [
    make("h3", about(o)),
    make("img", "", { src: `/api/orders/${o.id}/sheet`, alt: "Frames before and after, stamped as a preview" }),
  ], { class: "draft", "data-id": o.id });
  const report = await api(`/orders/${o.id}/report`).catch(() => ({}));
  const figures = make("dl");
  for (const [k, v] of Object.entries(report.figures ?? {})) {
    figures.append(make("dt", k.replaceAll("_", " "), { class: "faint" }), make("dd", String(v)));
  }
  const name = make("input", "", { autocomplete: "name", required: "" });
  const why = make("input", "", { autocomplete: "off" });
  const yes = make("button", "Let it out");
  const no = make("button", "Keep it in", { class: "plain" });
  yes.addEventListener("click", () => act(yes, () => post(`/orders/${o.id}/approve`, { by: name.value })));
  no.addEventListener("click", () =>
    act(no, () => post(`/orders/${o.id}/refuse`, { by: name.value, why: why.value })));
  box.append(figures, make("div", [
    make("label", [document.createTextNode("Your name "), name]),
    make("label", [document.createTextNode("Why not, if not "), why]), yes, no], { class: "row" }));
  return box;
}

function finished(o) {
  const box = make("article", [make("h3", about(o)),
    make("video", "", { src: `/api/orders/${o.id}/result`, controls: "", preload: "metadata" }),
    make("p", [document.createTextNode(`Let out by ${o.reviewer}, ${when(o.changed)}. `),
      make("a", "Save", { href: `/api/orders/${o.id}/result`, download: `likeness-${o.id}.mp4` })])],
  { class: "draft", "data-id": o.id });
  return box;
}

/** What a list shows is kept where it still belongs: a film that plays, a name half typed. */
async function fill(list, wanted, build) {
  const there = new Map([...list.children].map((e) => [e.dataset.id, e]));
  const all = [];
  for (const o of wanted) all.push(there.get(o.id) ?? await build(o));
  if (all.length !== list.children.length || all.some((e, i) => e !== list.children[i])) {
    list.replaceChildren(...all);
  }
  if (!all.length) list.replaceChildren(make("p", "Nothing at the moment.", { class: "faint" }));
}

let filling = Promise.resolve();
function news(said) {
  orders = said.orders;
  const drafts = orders.filter((o) => o.state === "draft");
  $("waiting").hidden = !drafts.length;
  $("waiting").textContent = drafts.length || "";
  $("orders").replaceChildren(...orders.map(row));
  filling = filling
    .then(() => fill($("drafts"), drafts, draft))
    .then(() => fill($("done"), orders.filter((o) => o.state === "done"), async (o) => finished(o)))
    .catch((e) => tell(e.message));
  const n = said.now;
  if (!n.order) { $("now").replaceChildren(make("p", "Nothing at the moment.", { class: "faint" })); return; }
  const share = n.total ? ` ${n.done} of ${n.total}` : "";
  const bar = make("progress", "", { max: Math.max(1, n.total), "aria-label": n.stage });
  if (n.total) bar.value = n.done;
  $("now").replaceChildren(make("div", n.stage + share), bar);
}

function upload(file) {
  return new Promise((done, failed) => {
    const r = new XMLHttpRequest();
    $("upload").hidden = false;
    r.upload.addEventListener("progress", (e) => { if (e.lengthComputable) $("upload").value = e.loaded / e.total; });
    r.addEventListener("loadend", () => {
      $("upload").hidden = true;
      let answer = {};
      try { answer = JSON.parse(r.responseText); } catch { /* the status says it */ }
      if (r.status === 201) done(answer.id);
      else failed(new Error(answer.detail ?? "the upload was broken off"));
    });
    r.open("POST", "/api/files");
    r.setRequestHeader("X-Likeness-Word", word);
    r.setRequestHeader("Content-Type", "application/octet-stream");
    r.send(file);
  });
}

function onSubmit(id, work) {
  $(id).addEventListener("submit", (e) => {
    e.preventDefault();
    const f = e.target;
    act(f.querySelector("button"), () => work(Object.fromEntries(new FormData(f)), f));
  });
}

onSubmit("invent", async (v, f) => {
  await post("/personas", v.seed ? { name: v.name, seed: Number(v.seed) } : { name: v.name });
  f.reset();
  await people();
});
onSubmit("talk", async (v, f) => {
  await post("/orders", { maker: "talk", persona: v.persona, text: v.text });
  f.elements.text.value = "";
});
onSubmit("swap", async (v, f) => {
  const file = await upload(v.file);
  await post("/orders", { maker: "swap", persona: v.persona, file, rights: v.rights });
  f.elements.file.value = "";
});

addEventListener("hashchange", show);
try {
  word = (await api("/session")).word;
  show();
  const events = new EventSource("/api/events");
  events.addEventListener("message", (e) => news(JSON.parse(e.data)));
  events.addEventListener("error", () => tell("The studio does not answer. Is it still running?"));
  events.addEventListener("open", () => tell(""));
} catch (e) {
  tell(e.message);
}
