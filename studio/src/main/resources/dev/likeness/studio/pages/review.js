// Review: drafts looked at closely, to be mended, sent back, let out or kept in; and what was let out.
import { $, act, api, button, fill, make, may, post, state, tell, when } from "/web.js";
import { about } from "/make.js";
import { workbench } from "/mend.js";

const SVG = "http://www.w3.org/2000/svg";

async function draft(o) {
  const box = make("article", [
    make("h3", about(o)),
    make("p", `ordered by ${o.owner}, ${when(o.created)}` + (o.rights ? `; by right of: ${o.rights}` : ""), { class: "faint" })],
  { class: "draft" });
  if (o.state === "returned") box.append(make("p", `${o.reviewer} wants it mended: ${o.note}`, { class: "remark" }));
  box.append(make("img", "", { src: `/api/orders/${o.id}/sheet`, alt: "Frames before and after, stamped as a preview" }));
  const report = await api(`/orders/${o.id}/report`).catch(() => ({}));
  for (const r of report.remarks ?? []) box.append(make("p", r, { class: "remark" }));
  const figures = make("dl");
  for (const [k, v] of Object.entries(report.figures ?? {})) {
    figures.append(make("dt", k.replaceAll("_", " "), { class: "faint" }), make("dd", String(v)));
  }
  box.append(figures);
  if (o.maker === "swap") {
    const faces = await api(`/orders/${o.id}/faces`).catch(() => null);
    if (faces && faces.frames > 1) box.append(timeline(o, faces));
  }
  box.append(await comments(o));
  if (o.state === "draft" && may("reviewer")) box.append(deciding(o));
  return box;
}

/** A track for each face: how well it can be seen; below it the frame under the cursor, to be put right. */
function timeline(o, faces) {
  const last = faces.frames - 1;
  const cursor = make("input", "", { type: "range", min: "0", max: String(last), value: "0", "aria-label": "Frame" });
  const at = make("output", "frame 0");
  const box = make("details", [make("summary", "Frame by frame")], { class: "timeline" });
  const mark = [];
  const show = () => {
    at.textContent = `frame ${cursor.value} of ${last}`;
    for (const m of mark) for (const k of ["x1", "x2"]) m.setAttribute(k, cursor.value);
    bench.show(Number(cursor.value)).catch((e) => tell(e.message));
  };
  const go = (n) => { cursor.value = n; show(); };
  const bench = workbench(o, faces, go, () => Number(cursor.value));
  cursor.addEventListener("input", show);
  for (const p of faces.people) {
    const line = document.createElementNS(SVG, "polyline");
    line.setAttribute("points", p.curve.map(([f, v]) => `${f},${1 - v}`).join(" "));
    const m = document.createElementNS(SVG, "line");
    m.setAttribute("y1", "0"); m.setAttribute("y2", "1"); m.setAttribute("class", "mark");
    mark.push(m);
    const svg = document.createElementNS(SVG, "svg");
    svg.setAttribute("viewBox", `0 -0.05 ${Math.max(1, last)} 1.1`);
    svg.setAttribute("preserveAspectRatio", "none");
    svg.setAttribute("role", "img");
    svg.setAttribute("aria-label", `how well person ${p.track} can be seen over time`);
    svg.append(line, m);
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
  return box;
}

async function comments(o) {
  const list = make("ul", [], { class: "comments" });
  const fillIn = (all) => list.replaceChildren(...all.map((c) => make("li", [make("strong", c.author), " " + c.text + " ",
    make("small", (c.frame >= 0 ? `frame ${c.frame}, ` : "") + when(c.created), { class: "faint" })])));
  fillIn(await api(`/orders/${o.id}/comments`));
  const text = make("input", "", { maxlength: "2000", "aria-label": "Comment" });
  const add = make("form", [list, make("div", [make("label", ["Comment ", text]), make("button", "Add", { class: "plain" })], { class: "row" })], { class: "inner" });
  add.addEventListener("submit", (e) => {
    e.preventDefault();
    act(add.querySelector("button"), async () => { fillIn(await post(`/orders/${o.id}/comments`, { text: text.value })); text.value = ""; });
  });
  return add;
}

function deciding(o) {
  const name = make("input", "", { autocomplete: "name" });
  const why = make("input", "", { autocomplete: "off" });
  const row = make("div", [], { class: "row decide" });
  if (state.me.alone) row.append(make("label", ["Your name ", name]));
  row.append(make("label", ["Why not, if not ", why]),
    button("Let it out", () => post(`/orders/${o.id}/approve`, { by: name.value })),
    button("Send it back", () => post(`/orders/${o.id}/return`, { why: why.value }), "plain"),
    button("Keep it in", () => post(`/orders/${o.id}/refuse`, { by: name.value, why: why.value }), "plain"));
  return row;
}

function finished(o) {
  const src = `/api/orders/${o.id}/result`;
  const shown = make("video", "", { src, controls: "", preload: "metadata" });
  // a picture is no film: the browser says so, and it is shown as one
  shown.addEventListener("error", () => shown.replaceWith(make("img", "", { src, alt: about(o) })), { once: true });
  return make("article", [make("h3", about(o)), shown,
    make("p", [`Let out by ${o.reviewer}, ${when(o.changed)}. `, make("a", "Save", { href: src, download: "" })])], { class: "draft" });
}

let filling = Promise.resolve();
export function news(said) {
  const drafts = said.orders.filter((o) => o.state === "draft" || o.state === "returned");
  const waiting = drafts.filter((o) => o.state === "draft").length;
  $("waiting").hidden = !waiting;
  $("waiting").textContent = waiting || "";
  filling = filling
    .then(() => fill($("drafts"), drafts, draft, (o) => `${o.id} ${o.state}`))
    .then(() => fill($("done"), said.orders.filter((o) => o.state === "done"), async (o) => finished(o)))
    .catch((e) => tell(e.message));
}
