// Review: drafts looked at closely, to be mended, sent back, let out or kept in; and what was let out.

import type { Comment, Faces, MakerWord, Mending, News, Order, Report } from "./api.js";
import { $, api, button, draw, fill, make, may, me, picture, post, submits, trouble, when } from "./web.js";
import { about } from "./make.js";
import { workbench } from "./mend.js";

async function draft(o: Order): Promise<HTMLElement> {
  const box = make("article", [
    make("h3", about(o)),
    make("p", `ordered by ${o.owner}, ${when(o.created)}` + (o.rights ? `; by right of: ${o.rights}` : ""), { class: "faint" })],
  { class: "draft" });
  if (o.state === "returned") box.append(make("p", `${o.reviewer} wants it mended: ${o.note}`, { class: "remark" }));
  box.append(make("img", "", { src: `/api/orders/${o.id}/sheet`, alt: "Frames before and after, stamped as a preview" }));
  const report = await api<Report>(`/orders/${o.id}/report`).catch(() => null);
  for (const r of report?.remarks ?? []) box.append(make("p", r, { class: "remark" }));
  const figures = make("dl");
  for (const f of report?.told ?? []) figures.append(make("dt", f.what, { class: "faint" }), make("dd", f.value));
  box.append(figures);
  let at = (): number => -1;
  if (FOLLOWED.includes(o.maker)) {
    const faces = await api<Faces>(`/orders/${o.id}/faces`).catch(() => null);
    if (faces && faces.frames > 1) {
      const line = timeline(o, faces);
      box.append(line.box);
      at = line.at;
    }
  } else {
    const frames = Number(report?.figures["frames"] ?? 0);
    if (frames > 1) {
      const line = single(o, frames);
      box.append(line.box);
      at = line.at;
    }
  }
  box.append(await comments(o, at));
  if (o.state === "draft" && may("reviewer")) box.append(deciding(o));
  return box;
}

/** Makers whose target's or driver's faces were followed, and can be put right. */
const FOLLOWED: MakerWord[] = ["swap", "lipsync", "reenact"];

/** A track for each face: how well it can be seen; below it the frame under the cursor, to be put right. */
function timeline(o: Order, faces: Faces): { box: HTMLElement; at: () => number } {
  const last = faces.frames - 1;
  const cursor = make("input", "", { type: "range", min: "0", max: String(last), value: "0", "aria-label": "Frame" });
  const at = make("output", "frame 0");
  const box = make("details", [make("summary", "Frame by frame")], { class: "timeline" });
  const marks: SVGElement[] = [];
  const show = (): void => {
    at.textContent = `frame ${cursor.value} of ${last}`;
    for (const m of marks) for (const k of ["x1", "x2"]) m.setAttribute(k, cursor.value);
    bench.show(Number(cursor.value)).catch(trouble);
  };
  const go = (n: number): void => { cursor.value = String(n); show(); };
  const bench = workbench(o, faces, go, () => Number(cursor.value));
  cursor.addEventListener("input", show);
  for (const p of faces.people) {
    const line = draw("polyline", { points: p.curve.map(([f, v]) => `${f},${1 - v}`).join(" ") });
    const mark = draw("line", { y1: 0, y2: 1, class: "mark" });
    marks.push(mark);
    const svg = draw("svg", { viewBox: `0 -0.05 ${Math.max(1, last)} 1.1`, preserveAspectRatio: "none", role: "img",
      "aria-label": `how well person ${p.track} can be seen over time` }, line, mark);
    svg.addEventListener("click", (e) => {
      const r = svg.getBoundingClientRect();
      go(Math.round(last * (e.clientX - r.left) / r.width));
    });
    box.append(make("div", [make("span", `person ${p.track}`), svg], { class: "track" }));
  }
  box.append(make("p", "How well each face can be seen: at the top well, at the bottom not at all. Mistakes are likeliest where it is low.", { class: "faint" }));
  if (faces.worst.length) {
    const jumps = make("div", [make("span", "Worst:")], { class: "row" });
    for (const w of faces.worst) jumps.append(button(`${w.frame} (${w.why})`, async () => go(w.frame), "plain small"));
    box.append(jumps);
  }
  box.append(make("div", [cursor, at], { class: "row cursor" }), bench.box);
  box.addEventListener("toggle", () => { if (box.open) show(); });
  return { box, at: () => (box.open ? Number(cursor.value) : -1) };
}

/** Single frames of what no face was followed for: looked at, and left out; the draft is made anew without them. */
function single(o: Order, frames: number): { box: HTMLElement; at: () => number } {
  const last = frames - 1;
  const talks = o.maker === "talk";
  const cursor = make("input", "", { type: "range", min: "0", max: String(last), value: "0", "aria-label": "Frame" });
  const at = make("output", `frame 0 of ${last}`);
  const was = make("img", "", { alt: "the frame as it was filmed" });
  const made = make("img", "", { alt: "the frame as it is made" });
  const stills = make("div", [...(talks ? [] : [make("figure", [was, make("figcaption", "before")])]),
    make("figure", [made, make("figcaption", "as it is made, stamped")])], { class: "stills" });
  const show = (): void => {
    at.textContent = `frame ${cursor.value} of ${last}`;
    made.removeAttribute("src");
    if (!talks) was.src = `/api/orders/${o.id}/before/${cursor.value}`;
  };
  const paint = button("Paint this frame", async () => {
    const frame = cursor.value;
    const url = URL.createObjectURL(await picture(`/orders/${o.id}/after/${frame}`));
    if (frame === cursor.value) made.src = url;
    made.addEventListener("load", () => URL.revokeObjectURL(url), { once: true });
  }, "plain");
  cursor.addEventListener("change", show);
  cursor.addEventListener("input", () => { at.textContent = `frame ${cursor.value} of ${last}`; });
  const box = make("details", [make("summary", "Frame by frame"), make("div", [cursor, at], { class: "row cursor" }), stills, make("div", [paint], { class: "row" })], { class: "timeline" });
  box.addEventListener("toggle", () => { if (box.open) show(); });
  if (may("maker")) box.append(leaving(o, last, () => cursor.value));
  return { box, at: () => (box.open ? Number(cursor.value) : -1) };
}

/** Frames that shall stay as they were filmed, or in which a portrait says nothing. */
function leaving(o: Order, last: number, at: () => string): HTMLElement {
  const number = (): HTMLInputElement => make("input", "", { type: "number", min: 0, max: last, value: 0, required: "" });
  const [from, to] = [number(), number()];
  const silent = o.maker === "talk";
  const form = make("form", [make("p", silent ? "Where the mouth gives itself away it can stay shut, whatever is heard." : "Where what was painted gives itself away, frames can stay as they were filmed.", { class: "faint" }),
    make("div", [make("label", ["From frame ", from]), make("label", ["To frame ", to]),
      button("from here", async () => { from.value = at(); }, "plain small"), button("to here", async () => { to.value = at(); }, "plain small"),
      make("button", silent ? "Keep the mouth shut" : "Leave them out", { class: "plain" })], { class: "row" })], { class: "inner" });
  submits(form, async () => {
    const range = { track: 1, from: Number(from.value), to: Number(to.value) };
    if (range.to < range.from) throw new Error("the frames end before they begin");
    await post<Order>(`/orders/${o.id}/mend`, { exclude: [range] } satisfies Mending);
  });
  return form;
}

/** @param at the frame that is looked at; -1 where none is */
async function comments(o: Order, at: () => number): Promise<HTMLElement> {
  const path = `/orders/${o.id}/comments`;
  const list = make("ul", [], { class: "comments" });
  const fillIn = (all: Comment[]): void => list.replaceChildren(...all.map((c) => make("li", [make("strong", c.author), " " + c.text + " ",
    make("small", (c.frame >= 0 ? `frame ${c.frame}, ` : "") + when(c.created), { class: "faint" })])));
  fillIn(await api<Comment[]>(path));
  const text = make("input", "", { maxlength: "2000", "aria-label": "Comment" });
  const add = make("form", [list, make("div", [make("label", ["Comment ", text]), make("button", "Add", { class: "plain" })], { class: "row" })], { class: "inner" });
  submits(add, async () => { fillIn(await post<Comment[]>(path, { text: text.value, frame: at() })); text.value = ""; });
  return add;
}

function deciding(o: Order): HTMLElement {
  const name = make("input", "", { autocomplete: "name" });
  const why = make("input", "", { autocomplete: "off" });
  const row = make("div", [], { class: "row decide" });
  if (me().alone) row.append(make("label", ["Your name ", name]));
  const named = (): string => {
    if (!me().alone || name.value.trim()) return name.value;
    name.focus();
    throw new Error("say who you are first, under 'Your name': it stands in the record");
  };
  row.append(make("label", ["Why not, if not ", why]),
    button("Let it out", async () => post(`/orders/${o.id}/approve`, { by: named() })),
    button("Send it back", () => post(`/orders/${o.id}/return`, { why: why.value }), "plain"),
    button("Keep it in", async () => post(`/orders/${o.id}/refuse`, { by: named(), why: why.value }), "plain"));
  return row;
}

function finished(o: Order): HTMLElement {
  if (o.state === "approved") {
    return make("article", [make("h3", about(o)), make("p", `Let out by ${o.reviewer}: it is being labelled and signed.`, { class: "faint" }),
      make("progress", "", { "aria-label": about(o) })], { class: "draft" });
  }
  const src = `/api/orders/${o.id}/result`;
  const shown = make("video", "", { src, controls: "", preload: "metadata" });
  // a picture is no film: the browser says so, and it is shown as one
  shown.addEventListener("error", () => shown.replaceWith(make("img", "", { src, alt: about(o) })), { once: true });
  return make("article", [make("h3", about(o)), shown,
    make("p", [`Let out by ${o.reviewer}, ${when(o.changed)}. `, make("a", "Save", { href: src, download: "" })])], { class: "draft" });
}

let filling = Promise.resolve();
export function news(said: News): void {
  const drafts = said.orders.filter((o) => o.state === "draft" || o.state === "returned");
  const waiting = drafts.filter((o) => o.state === "draft").length;
  $("waiting").hidden = !waiting;
  $("waiting").textContent = waiting ? String(waiting) : "";
  filling = filling
    .then(() => fill($("drafts"), drafts, draft, (o) => `${o.id} ${o.state}`))
    .then(() => fill($("done"), said.orders.filter((o) => o.state === "done" || o.state === "approved"), finished, (o) => `${o.id} ${o.state}`))
    .catch(trouble);
}
