// People: who may be shown, by what grant, and what their pictures cover.

import type { Coverage, Grant, Persona, Role, Taken } from "./api.js";
import { $, api, button, field, make, may, onSubmit, post, remove, submits, upload, when } from "./web.js";

const ACROSS = ["far left", "left", "ahead", "right", "far right"];
const DOWN = ["up", "level", "down"];

export const list = (): Promise<Persona[]> => api<Persona[]>("/personas");

export async function show(): Promise<void> {
  const all = await list();
  $("personas").replaceChildren(...all.map(card));
  if (!all.length) $("personas").replaceChildren(make("li", "Nobody yet. Invent somebody, or add a person with their grant.", { class: "faint" }));
  for (const e of document.querySelectorAll<HTMLElement>("#people form[data-role]")) e.hidden = !may(e.dataset.role as Role);
}

const path = (name: string): string => "/personas/" + encodeURIComponent(name);

/** What came of each file; of a persona that was just made, with its name. */
function files(all: Taken[]): HTMLElement {
  return make("ul", all.map((t) => make("li", [make("strong", t.file), ": ",
    t.views ? `${t.views} ${t.views === 1 ? "view" : "views"}` : "left out", t.why ? (t.views ? "; " : ": ") + t.why : ""])), { class: "files" });
}

/** A person's grant holds or not; that somebody does not exist is a statement. */
function standing(g: Grant): string {
  if (!g.person) return g.status === "valid" ? "does not exist" : `statement ${g.status.replaceAll("_", " ")}`;
  return g.status === "valid" ? "grant valid" : `grant ${g.status.replaceAll("_", " ")}`;
}

function card(p: Persona): HTMLElement {
  const g = p.grant;
  const box = make("li", [make("img", "", { src: "/api" + path(p.name) + "/picture?" + encodeURIComponent(p.made), alt: "What " + p.name + " looks like", class: "face", loading: "lazy" }), make("h3", p.name)]);
  if (!g) box.append(make("p", "no grant is recorded", { class: "bad" }));
  else {
    box.append(make("p", [
      make("span", standing(g), { class: "tag " + (g.status !== "valid" ? "bad" : g.person ? "good" : "") }), " ",
      g.person ? `${g.subject} allows ${g.uses.join(", ")}` : "drawn by a machine, or stated to be nobody"]));
    if (g.ends) box.append(make("p", `until ${when(g.ends)}`, { class: "faint" }));
    if (g.person && g.purposes.length) box.append(make("p", "for " + g.purposes.join("; "), { class: "faint" }));
  }
  box.append(make("p", `${p.views} ${p.views === 1 ? "view" : "views"}`, { class: "faint" }));
  const more = make("div");
  const row = make("div", [], { class: "row" });
  row.append(button("Coverage", async () => {
    const whole = await api<Persona>(path(p.name));
    if (whole.coverage) more.replaceChildren(coverage(whole.coverage));
    if (whole.files?.length) more.append(make("p", "What came of each file:"), files(whole.files));
  }, "plain"));
  if (g && g.status !== "revoked" && may("admin")) row.append(button("Revoke…", async () => more.replaceChildren(revoking(g)), "plain"));
  if (may("admin")) row.append(button("Remove…", async () => more.replaceChildren(removing(p)), "plain"));
  box.append(row, more);
  return box;
}

function coverage(c: Coverage): HTMLElement {
  const head = make("tr", [make("th", ""), ...ACROSS.map((a) => make("th", a, { scope: "col" }))]);
  const rows = c.heads.map((r, i) => make("tr", [make("th", DOWN[i], { scope: "row" }),
    ...r.map((n) => make("td", n ? String(n) : "–", { class: n ? "has" : "lacks" }))]));
  const box = make("div", [make("p", "Views by where the head is turned, as the picture shows it"), make("div", make("table", [head, ...rows]), { class: "heads" })]);
  if (c.missing.length) box.append(make("p", "Missing:"), make("ul", c.missing.map((m) => make("li", m))));
  return box;
}

function revoking(g: Grant): HTMLElement {
  const why = make("input", "", { required: "", maxlength: "500" });
  const form = make("form", [make("label", ["Why does the grant end? Nothing takes that back. ", why]), make("button", "Revoke the grant")], { class: "inner" });
  submits(form, async () => { await post(`/grants/${encodeURIComponent(g.id)}/revoke`, { why: why.value }); await show(); });
  return form;
}

function removing(p: Persona): HTMLElement {
  return make("p", [`${p.name}'s pictures are deleted; the grant stays in the ledger. `,
    button("Remove " + p.name, async () => { await remove(path(p.name)); await show(); })]);
}

onSubmit("invent", async (value, form) => {
  const [name, seed] = [value("name"), value("seed")];
  await post("/personas", seed ? { name, seed: Number(seed) } : { name });
  form.reset();
  await show();
});

onSubmit("person", async (value, form) => {
  const signed = field(form, "grant", HTMLInputElement).files?.[0];
  if (!signed) throw new Error("choose the file of the grant");
  const grant: unknown = JSON.parse(await signed.text());
  const ids: string[] = [];
  for (const file of field(form, "files", HTMLInputElement).files ?? []) ids.push((await upload(file)).id);
  const made = await post<Persona>("/personas", { name: value("name"), grant, files: ids });
  form.reset();
  const told = made.files ?? [];
  form.querySelector(".made")?.remove();
  form.append(make("div", [make("p", `${made.name} has ${made.views} ${made.views === 1 ? "view" : "views"}:`), files(told)], { class: "made", role: "status" }));
  await show();
});
