// Users: who has an account.
import { $, act, api, button, make, may, onSubmit, post, put, state, when } from "/web.js";

const ROLES = ["maker", "reviewer", "examiner", "admin"];

export async function show() {
  const all = await api("/users");
  $("alone").hidden = all.length > 0;
  $("accounts").replaceChildren(...all.map(row));
  $("accounts").closest("table").hidden = !all.length;
}

function row(u) {
  const boxes = ROLES.map((r) => {
    const b = make("input", "", { type: "checkbox", value: r });
    b.checked = u.roles.includes(r);
    return make("label", [b, " " + r], { class: "check" });
  });
  const active = make("input", "", { type: "checkbox" });
  active.checked = u.active;
  const does = make("td", [button("Save", async () => {
    const roles = boxes.map((l) => l.querySelector("input")).filter((b) => b.checked).map((b) => b.value);
    await put("/users/" + encodeURIComponent(u.name), { roles, active: active.checked });
    await show();
  }, "plain")]);
  return make("tr", [make("td", u.name), make("td", boxes), make("td", make("label", [active, " may log in"], { class: "check" })),
    make("td", when(u.created), { class: "when" }), does]);
}

onSubmit("account", async (v, f) => {
  const roles = [...f.querySelectorAll("[name=roles]")].filter((b) => b.checked).map((b) => b.value);
  await post("/users", { name: v.name, password: v.password, roles });
  if (state.me.alone) location.reload();
  f.reset();
  await show();
});
