// People: who may be shown, by what grant, and what their pictures cover.
import { $, act, api, button, make, may, onSubmit, post, remove, upload, when } from "/web.js";

const ACROSS = ["far left", "left", "ahead", "right", "far right"];
const DOWN = ["up", "level", "down"];

export async function list() { return api("/personas"); }

export async function show() {
  const all = await list();
  $("personas").replaceChildren(...all.map(card));
  if (!all.length) $("personas").replaceChildren(make("li", "Nobody yet. Invent somebody, or add a person with their grant.", { class: "faint" }));
  for (const e of document.querySelectorAll("#people form[data-role]")) e.hidden = !may(e.dataset.role);
}

function card(p) {
  const g = p.grant;
  const box = make("li", [make("h3", p.name)]);
  if (!g) box.append(make("p", "no grant is recorded", { class: "bad" }));
  else {
    box.append(make("p", [
      make("span", g.status.replaceAll("_", " "), { class: "tag " + (g.status === "valid" ? "good" : "bad") }), " ",
      g.person ? `${g.subject} allows ${g.uses.join(", ")}` : "does not exist"]));
    if (g.ends) box.append(make("p", `until ${when(g.ends)}`, { class: "faint" }));
    if (g.person && g.purposes.length) box.append(make("p", "for " + g.purposes.join("; "), { class: "faint" }));
  }
  box.append(make("p", `${p.views} ${p.views === 1 ? "view" : "views"}`, { class: "faint" }));
  const more = make("div");
  const row = make("div", [], { class: "row" });
  row.append(button("Coverage", async () => more.replaceChildren(coverage(await api("/personas/" + encodeURIComponent(p.name)))), "plain"));
  if (g && g.status !== "revoked" && may("admin")) row.append(button("Revoke…", async () => more.replaceChildren(revoking(g)), "plain"));
  if (may("admin")) row.append(button("Remove…", async () => more.replaceChildren(removing(p)), "plain"));
  box.append(row, more);
  return box;
}

function coverage(p) {
  const c = p.coverage;
  const head = make("tr", [make("th", ""), ...ACROSS.map((a) => make("th", a, { scope: "col" }))]);
  const rows = c.heads.map((r, i) => make("tr", [make("th", DOWN[i], { scope: "row" }),
    ...r.map((n) => make("td", n ? String(n) : "–", { class: n ? "has" : "lacks" }))]));
  const box = make("div", [make("p", "Views by where the head is turned, as the picture shows it"), make("div", make("table", [head, ...rows]), { class: "heads" })]);
  if (c.missing.length) box.append(make("p", "Missing:"), make("ul", c.missing.map((m) => make("li", m))));
  return box;
}

function revoking(g) {
  const why = make("input", "", { required: "", maxlength: "500" });
  const form = make("form", [make("label", ["Why does the grant end? Nothing takes that back. ", why]), make("button", "Revoke the grant")], { class: "inner" });
  form.addEventListener("submit", (e) => {
    e.preventDefault();
    act(form.querySelector("button"), async () => { await post(`/grants/${encodeURIComponent(g.id)}/revoke`, { why: why.value }); await show(); });
  });
  return form;
}

function removing(p) {
  return make("p", [`${p.name}'s pictures are deleted; the grant stays in the ledger. `,
    button("Remove " + p.name, async () => { await remove("/personas/" + encodeURIComponent(p.name)); await show(); })]);
}

onSubmit("invent", async (v, f) => {
  await post("/personas", v.seed ? { name: v.name, seed: Number(v.seed) } : { name: v.name });
  f.reset();
  await show();
});

onSubmit("person", async (v, f) => {
  const grant = JSON.parse(await f.elements.grant.files[0].text());
  const files = [];
  for (const file of f.elements.files.files) files.push((await upload(file)).id);
  await post("/personas", { name: v.name, grant, files });
  f.reset();
  await show();
});
