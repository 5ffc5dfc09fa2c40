// Verify: files that came from elsewhere, and what is found of them.

import type { Check, News } from "./api.js";
import { $, button, fill, make, may, post, reason, remove, tell, trouble, upload, when } from "./web.js";

const VERDICT: Record<Check["verdict"], string> = {
  "": "", authentic: "no sign of manipulation", manipulated: "manipulated", inconclusive: "cannot be told" };
const CREDENTIALS: Record<Check["credentials"], string> = {
  "": "", trusted: "signed, signer on a list", own: "signed here", valid: "signed, signer on no list", invalid: "changed since it was signed", none: "no Content Credentials" };
/** What that is worth, and who says so. */
const WORTH: Record<Check["credentials"], string> = {
  "": "",
  trusted: "Unchanged since it was signed. The C2PA's list names whoever signed it; that what it shows is true, nobody says.",
  own: "Unchanged since it was signed with this installation's own key. Only this installation vouches for that key: elsewhere its signer is unknown.",
  valid: "Unchanged since it was signed, but no list names the signer: anybody can have signed it.",
  invalid: "Its signature does not hold. Under Report, In words, stands what was changed.",
  none: "That says nothing: most files have none." };
let open = "";

const drop = $("drop");
const incoming = $("incoming", HTMLInputElement);
for (const kind of ["dragenter", "dragover"]) drop.addEventListener(kind, (e) => { e.preventDefault(); drop.classList.add("over"); });
for (const kind of ["dragleave", "drop"]) drop.addEventListener(kind, () => drop.classList.remove("over"));
drop.addEventListener("drop", (e) => { e.preventDefault(); void take([...(e.dataTransfer?.files ?? [])]); });
incoming.addEventListener("change", () => { void take([...(incoming.files ?? [])]); });

async function take(files: File[]): Promise<void> {
  tell("");
  const bar = $("incoming-bar", HTMLProgressElement);
  const wrong: string[] = [];
  for (const file of files) {
    bar.hidden = false;
    bar.value = 0;
    try {
      const { id } = await upload(file, (v) => { bar.value = v; });
      await post("/checks", { file: id });
    } catch (e) { wrong.push(`${file.name}: ${reason(e)}`); }
  }
  bar.hidden = true;
  incoming.value = "";
  if (wrong.length) tell(wrong.join("; "));
}

export function news(said: News): void {
  if (!may("examiner")) return;
  const queue = said.checks.filter((k) => k.state === "queued" || k.state === "running").length;
  $("queue").textContent = queue ? `${queue} to look at` : "";
  fill($("checks"), said.checks, row, (k) => `${k.id} ${k.state}`).catch(trouble);
}

function row(k: Check): HTMLElement {
  const box = make("article", [make("h3", k.name)], { class: "check-row" });
  if (k.state === "queued" || k.state === "running") {
    box.append(make("p", k.state === "running" ? "is being looked at" : "waits", { class: "faint" }), make("progress", "", { "aria-label": k.name }));
    return box;
  }
  const row = make("div", [], { class: "row" });
  if (k.state === "failed") box.append(make("p", k.note, { class: "bad" }));
  else {
    box.append(make("p", [make("span", VERDICT[k.verdict], { class: `tag ${k.verdict}` }), " ",
      make("span", CREDENTIALS[k.credentials], { class: "tag " + k.credentials })]),
      make("p", WORTH[k.credentials], { class: "faint" }));
    const ours = k.says.split("\n").find((l) => l.includes("left this installation"));
    if (ours) box.append(make("p", ours.trim(), { class: "good" }));
    row.append(button("Report", async () => report(box, k), "plain"),
      make("a", "Open alone", { href: `/api/checks/${k.id}/report`, target: "_blank" }),
      make("a", "All as JSON", { href: `/api/checks/${k.id}/all`, download: `likeness-${k.id}.json` }));
  }
  row.append(button("Remove", () => remove(`/checks/${k.id}`), "plain"), make("span", when(k.changed), { class: "faint" }));
  box.append(row);
  if (open === k.id) report(box, k);
  return box;
}

function report(box: HTMLElement, k: Check): void {
  const there = box.querySelector(".report");
  if (there) { there.remove(); open = ""; return; }
  open = k.id;
  const details = make("details", [make("summary", "In words"), make("pre", k.says)]);
  const page = make("iframe", "", { src: `/api/checks/${k.id}/report`, title: "Report on " + k.name, sandbox: "" });
  box.append(make("div", [page, details], { class: "report" }));
}
