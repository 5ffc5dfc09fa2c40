// Challenge: words that a person says before their camera, recorded here, to show that it is they who consent.

import type { Challenge, Judged, Score } from "./api.js";
import { $, button, field, make, may, post, reason, submits, tell, upload, when } from "./web.js";

const LONGEST = 90_000;
const TYPES = ["video/webm;codecs=vp8,opus", "video/webm", "video/mp4"];
const CHECKS: Record<string, string> = { words: "the words", date: "the date", presence: "a face in all frames", people: "nobody else", face: "the face of the pictures", "face-worst": "the same face throughout", sync: "mouth and sound together", mouth: "a mouth that moves", take: "one take", made: "made by no program" };
const form = $("challenge", HTMLFormElement);
let stream: MediaStream | null = null;

export function show(): void {
  // a browser has no mediaDevices where the page does not come from this machine or by https
  form.hidden = !may("maker") || !("mediaDevices" in navigator) || !("MediaRecorder" in window);
}

/** The camera is let go when the page is left. */
export function hide(): void {
  for (const t of stream?.getTracks() ?? []) t.stop();
  stream = null;
}

async function camera(): Promise<MediaStream> {
  try {
    return await navigator.mediaDevices.getUserMedia({ video: { width: { ideal: 640 }, height: { ideal: 480 } }, audio: true });
  } catch (e) {
    throw new Error(e instanceof DOMException && e.name === "NotAllowedError" ? "the browser may not use the camera: allow it beside the address"
      : "there is no camera with a microphone: " + reason(e));
  }
}

submits(form, async () => {
  const pictures: string[] = [];
  for (const file of field(form, "pictures", HTMLInputElement).files ?? []) pictures.push((await upload(file)).id);
  hide();
  const live = await camera();
  stream = live;
  const words = await post<Challenge>("/challenges", { person: field(form, "person", HTMLInputElement).value });
  $("sitting").replaceChildren(sitting(words, pictures, live));
});

function sitting(k: Challenge, pictures: string[], live: MediaStream): HTMLElement {
  const view = make("video", "", { muted: "", playsinline: "", "aria-label": "your camera" });
  view.muted = true;
  view.srcObject = live;
  view.play().catch(() => {});
  const said = make("p", "Look into the camera, alone. Press Record, say the date and the words in English, then Stop.", { "aria-live": "polite" });
  const row = make("div", [], { class: "row" });
  const box = make("div", [make("p", [make("strong", k.date.join(" "))], { class: "say" }), make("p", [make("strong", k.words.join(", "))], { class: "say" }),
    make("p", `Good once, until ${when(k.expires)}.`, { class: "faint" }), view, said, row], { class: "sitting" });
  let taken = new Blob([]);
  let recorder: MediaRecorder | null = null;
  const record = button("Record", async () => {
    const chunks: Blob[] = [];
    const type = TYPES.find((t) => MediaRecorder.isTypeSupported(t));
    const now = new MediaRecorder(live, type ? { mimeType: type } : {});
    recorder = now;
    now.addEventListener("dataavailable", (e) => { if (e.data.size) chunks.push(e.data); });
    now.addEventListener("stop", () => { taken = new Blob(chunks, { type: now.mimeType }); recorded(); });
    view.srcObject = live;
    view.controls = false;
    view.muted = true;
    view.play().catch(() => {});
    now.start(1000);
    said.textContent = "Recording…";
    row.replaceChildren(stop);
    stop.disabled = false;
    stop.focus();
    setTimeout(() => { if (now.state === "recording") now.stop(); }, LONGEST);
  });
  const stop = button("Stop", async () => recorder?.stop());
  const send = button("Send it", async () => {
    said.textContent = "It is being looked at and listened to…";
    record.disabled = true;
    try {
      const { id } = await upload(new File([taken], "challenge"));
      const outcome = await post<Judged>(`/challenges/${k.id}/answer`, { video: id, pictures });
      hide();
      box.replaceChildren(judged(k, outcome));
    } catch (e) { said.textContent = "It was not taken; the challenge is still open where its time is not over."; record.disabled = false; throw e; }
  });
  function recorded(): void {
    view.srcObject = null;
    view.src = URL.createObjectURL(taken);
    view.muted = false;
    view.controls = true;
    said.textContent = "Look at it. Send it, or record it again.";
    record.textContent = "Record again";
    row.replaceChildren(send, record);
    send.focus();
  }
  record.addEventListener("click", () => tell(""));
  row.append(record);
  setTimeout(() => record.focus());
  return box;
}

function judged(k: Challenge, o: Judged): HTMLElement {
  const row = (s: Score): HTMLElement => make("tr", [make("td", CHECKS[s.check] ?? s.check), make("td", s.passed ? "yes" : "no", { class: "state " + (s.passed ? "good" : "bad") }),
    make("td", `${s.value}, bar ${s.bar}`, { class: "faint" })]);
  const box = make("div", [make("p", make("span", o.passed ? "passed" : "not passed, and used up", { class: "tag " + (o.passed ? "good" : "bad") })),
    make("div", make("table", [make("tbody", o.scores.map(row))]), { class: "wide" }),
    make("p", "Heard: " + (o.heard.join(" ") || "nothing"), { class: "faint" })]);
  if (o.passed) {
    box.append(make("p", "The grant is signed with the person's own key, which never comes here:"),
      make("pre", `likeness consent grant --challenge ${k.id} --key THEIR.key --person ${k.person} … THE SAME PICTURES`));
  }
  return box;
}
