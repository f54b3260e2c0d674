// Shows beside a new report what the file knows, while somebody types; a button does the same without script.
(() => {
  const form = document.querySelector("form[data-matches]");
  const found = document.getElementById("matches");
  const said = document.getElementById("matches-said");
  if (!form || !found || !said) return;
  const sought = ["caller_phone", "caller_email", "caller_name", "caller_address", "on_behalf_of", "place_text", "district"];
  const pause = 400;
  let timer = 0;
  let asked = null;
  let shown = values();

  function values() {
    return sought.map((name) => form.elements[name]?.value ?? "").join("\n");
  }

  function later() {
    clearTimeout(timer);
    timer = setTimeout(look, pause);
  }

  async function look() {
    const now = values();
    if (now === shown) return;
    asked?.abort();
    const asking = asked = new AbortController();
    found.setAttribute("aria-busy", "true");
    const body = new URLSearchParams(new FormData(form));
    body.delete("narrative");
    try {
      const answer = await fetch(form.dataset.matches, {
        method: "POST", body, credentials: "same-origin", redirect: "error", signal: asking.signal,
      });
      if (!answer.ok) throw new Error("not shown");
      show(await answer.text());
      shown = now;
    } catch (fault) {
      if (fault.name !== "AbortError") said.textContent = "The look-up does not answer. The report can be kept all the same.";
    } finally {
      if (asked === asking) found.removeAttribute("aria-busy");
    }
  }

  // Whoever stands in the panel stays where they are: ids are stable, and what has gone hands on to the panel itself.
  function show(text) {
    const held = found.contains(document.activeElement) ? document.activeElement.id : "";
    found.replaceChildren(...new DOMParser().parseFromString(text, "text/html").body.childNodes);
    said.textContent = found.querySelector("[data-said]")?.dataset.said ?? "";
    if (!held) return;
    const again = document.getElementById(held);
    if (again) return again.focus();
    found.tabIndex = -1;
    found.focus();
  }

  // What a person was asked once is not asked again: it is filled in where nothing was typed.
  function fill(event) {
    if (event.target.name !== "person") return;
    for (const name of ["language", "adjustments"]) {
      const box = form.elements[name];
      if (box && !box.value) box.value = event.target.dataset[name] ?? "";
    }
  }

  form.addEventListener("input", later);
  form.addEventListener("change", later);
  found.addEventListener("change", fill);
})();
