// Verify: files that came from elsewhere, and what is found of them.
import { $, api, button, fill, make, may, post, remove, tell, upload, when } from "/web.js";

const VERDICT = { authentic: "no sign of manipulation", manipulated: "manipulated", inconclusive: "cannot be told" };
const CREDENTIALS = { trusted: "signed, signer known", valid: "signed, signer on no list", invalid: "changed since it was signed", none: "no Content Credentials" };
let open = "";

const drop = $("drop");
for (const kind of ["dragenter", "dragover"]) drop.addEventListener(kind, (e) => { e.preventDefault(); drop.classList.add("over"); });
for (const kind of ["dragleave", "drop"]) drop.addEventListener(kind, () => drop.classList.remove("over"));
drop.addEventListener("drop", (e) => { e.preventDefault(); take(e.dataTransfer.files); });
$("incoming").addEventListener("change", (e) => { take(e.target.files); });

async function take(files) {
  tell("");
  const bar = $("incoming-bar");
  const wrong = [];
  for (const file of [...files]) {
    bar.hidden = false;
    bar.value = 0;
    try {
      const { id } = await upload(file, (v) => { bar.value = v; });
      await post("/checks", { file: id });
    } catch (e) { wrong.push(`${file.name}: ${e.message}`); }
  }
  bar.hidden = true;
  $("incoming").value = "";
  if (wrong.length) tell(wrong.join("; "));
}

export function news(said) {
  if (!may("examiner")) return;
  const queue = said.checks.filter((k) => k.state === "queued" || k.state === "running").length;
  $("queue").textContent = queue ? `${queue} to look at` : "";
  const key = (k) => `${k.id} ${k.state}`;
  fill($("checks"), said.checks, async (k) => row(k), key).catch((e) => tell(e.message));
}

function row(k) {
  const box = make("article", [make("h3", k.name)], { class: "check-row" });
  if (k.state === "queued" || k.state === "running") {
    box.append(make("p", k.state === "running" ? "is being looked at" : "waits", { class: "faint" }), make("progress", "", { "aria-label": k.name }));
    return box;
  }
  const row = make("div", [], { class: "row" });
  if (k.state === "failed") box.append(make("p", k.note, { class: "bad" }));
  else {
    box.append(make("p", [make("span", VERDICT[k.verdict] ?? k.verdict, { class: `tag ${k.verdict}` }), " ",
      make("span", CREDENTIALS[k.credentials] ?? k.credentials, { class: "tag " + k.credentials })]));
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

function report(box, k) {
  const there = box.querySelector(".report");
  if (there) { there.remove(); open = ""; return; }
  open = k.id;
  const details = make("details", [make("summary", "In words"), make("pre", k.says)]);
  const page = make("iframe", "", { src: `/api/checks/${k.id}/report`, title: "Report on " + k.name, sandbox: "" });
  box.append(make("div", [page, details], { class: "report" }));
}
