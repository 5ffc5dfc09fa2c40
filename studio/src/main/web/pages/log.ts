// Log: the audit log's last entries in words, the newest first; what each holds beside it.

import type { Entry } from "./api.js";
import { $, api, button, make, plain, when } from "./web.js";

/** So many lines are shown at first. */
const FIRST = 15;
/** What is looked at again and again is one line. */
const ALIKE = ["preview"];

const bytes = (n: number): string => n < 1e6 ? `${Math.round(n / 1e3)} kB` : `${(n / 1e6).toFixed(1)} MB`;
const count = (n: number, one: string): string => `${n} ${n === 1 ? one : one + "s"}`;

/** What an entry tells of a person is gone where that was forgotten. */
const word = (v: unknown, otherwise = "somebody"): string => typeof v === "string" && v ? v : otherwise;
const many = (v: unknown): number => Array.isArray(v) ? v.length : 0;

/** Who is shown. */
function shown(e: Entry["event"]): string {
  const all = Array.isArray(e.clearances) ? e.clearances as { persona?: string }[] : [];
  return [...new Set(all.map((c) => word(c.persona)))].join(", ") || "somebody";
}

/** Generators are stated as a whole. */
const stated = (who: string): string => who.startsWith("nobody by ")
  ? `It was stated that nobody whom the generator “${who.slice(10)}” draws exists` : `It was stated that ${who} does not exist`;

/** An entry as a sentence. */
export function sentence(e: Entry["event"]): string {
  switch (e.kind) {
    case "grant": return e.nobody ? stated(word(e.subject)) : `A grant of ${word(e.subject)} was recorded`;
    case "revocation": return `The grant of ${word(e.subject)} was revoked${e.by === "subject" ? " by themselves" : ""}${e.reason ? `: ${word(e.reason)}` : ""}`;
    case "challenge": return `${word(e.subject)} ${e.passed ? "passed" : "did not pass"} a challenge${many(e.failed) ? ` (${(e.failed as unknown[]).map(plain).join(", ")})` : ""}`;
    case "persona": return `Persona ${word(e.persona)} was made from ${count(many(e.pictures), "file")}`;
    case "voice": return `Persona ${word(e.persona)} got a voice from ${count(many(e.recordings), "recording")}`;
    case "refiner": return `A refiner was learnt for persona ${word(e.persona)}`;
    case "learned_swap": return `A swap was learnt for persona ${word(e.persona)}`;
    case "job": return `Work on a ${word(e.maker, "job")} with ${shown(e)} began or went on${e.rights_stated === false && e.maker === "swap" ? "; nobody stated a right to the target" : ""}`;
    case "approval": return `${word(e.by)} let a draft out`;
    case "rejection": return `${word(e.by)} kept a draft in${e.why ? `: ${word(e.why)}` : ""}`;
    case "export": return `A file of ${bytes(Number(e.bytes))} left, labelled and signed`;
    case "preview": return `A stamped look at ${shown(e)}`;
    case "refusal": return `Refused: ${word(e.what, "something")}${e.message ? ` (${word(e.message)})` : ""}`;
    case "answer": return `A question to ${word(e.from)}: ${word(e.outcome, "")}`;
    case "forgotten": return "What the log tells of somebody was made unreadable";
    default: return e.kind;
  }
}

/** Entries that say the same of the same, one after the other, stand together. */
function together(all: Entry[]): Entry[][] {
  const out: Entry[][] = [];
  for (const e of all) {
    const last = out.at(-1);
    const before = last?.[0];
    if (last && before && ALIKE.includes(e.event.kind) && sentence(before.event) === sentence(e.event)) last.push(e);
    else out.push([e]);
  }
  return out;
}

function row(group: Entry[]): HTMLElement {
  const [first, last] = [group[0], group.at(-1)];
  if (!first || !last) return make("tr");
  const says = sentence(first.event) + (group.length > 1 ? `, ${group.length} times` : "");
  const details = make("details", [make("summary", says)]);
  details.addEventListener("toggle", () => {
    if (details.open && details.children.length === 1) details.append(...group.map(fields));
  });
  const numbers = group.length > 1 ? `${last.entry}–${first.entry}` : String(first.entry);
  return make("tr", [make("td", numbers, { class: "number" }), make("td", when(first.time), { class: "when" }), make("td", details)],
    { class: first.event.kind });
}

/** All that an entry holds. */
function fields(e: Entry): HTMLElement {
  const { kind, ...rest } = e.event;
  return make("dl", [make("dt", "entry"), make("dd", `${e.entry}, ${kind}`),
    ...Object.entries(rest).flatMap(([k, v]) => [make("dt", k.replaceAll("_", " ")), make("dd", plain(v))])]);
}

export async function show(): Promise<void> {
  const all = together(await api<Entry[]>("/log"));
  const list = (shownOnes: Entry[][]): void => $("entries").replaceChildren(...shownOnes.map(row));
  list(all.slice(0, FIRST));
  const more = button(`Show all ${all.length} lines`, async () => { list(all); more.remove(); }, "plain");
  $("more-entries").replaceChildren(...(all.length > FIRST ? [more] : []));
}
