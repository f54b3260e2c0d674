// Shows which grade and category the answers ask for, while they are given; a button does the same without script.
(() => {
  const form = document.querySelector("form[data-propose]");
  const proposal = document.getElementById("proposal");
  if (!form || !proposal) return;
  const pause = 400;
  let timer = 0;
  let asked = null;

  async function propose() {
    asked?.abort();
    const asking = asked = new AbortController();
    const body = new URLSearchParams(new FormData(form));
    body.delete("idempotency_key");
    body.set("propose", "1");
    body.set("fragment", "1");
    proposal.setAttribute("aria-busy", "true");
    try {
      const answer = await fetch(location.pathname, {
        method: "POST", body, credentials: "same-origin", redirect: "error", signal: asking.signal,
      });
      if (answer.ok) show(await answer.text());
    } catch {
      // The button Propose asks again, and says what went wrong.
    } finally {
      if (asked === asking) proposal.removeAttribute("aria-busy");
    }
  }

  function show(text) {
    proposal.replaceChildren(...new DOMParser().parseFromString(text, "text/html").body.childNodes);
  }

  form.addEventListener("change", (event) => {
    if (!["radio", "checkbox"].includes(event.target.type)) return;
    clearTimeout(timer);
    timer = setTimeout(propose, pause);
  });
})();
