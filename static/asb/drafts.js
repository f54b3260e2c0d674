// Keeps on the server what is typed, every 15 seconds and when a field is left; a button does the same without script.
(() => {
  const form = document.querySelector("form[data-draft]");
  if (!form) return;
  const said = form.querySelector("[data-draft-said]");
  const pause = 15000;
  let kept = written();
  let sent = false;
  let busy = false;

  function written() {
    return new URLSearchParams(new FormData(form)).toString();
  }

  async function keep() {
    const now = written();
    if (sent || busy || now === kept) return;
    busy = true;
    try {
      const answer = await fetch(form.dataset.draft, {
        method: "POST",
        body: new URLSearchParams(now),
        credentials: "same-origin",
        redirect: "error",
      });
      if (answer.ok) kept = now;
      // Loaded again, the page shows its own draft, and no other tab's.
      if (answer.ok && form.dataset.draftAt) history.replaceState(history.state, "", form.dataset.draftAt);
      if (said) said.textContent = answer.ok ? "" : "The draft could not be kept. What you typed is still here.";
    } catch {
      if (said) said.textContent = "The draft could not be kept. What you typed is still here.";
    } finally {
      busy = false;
    }
  }

  form.addEventListener("submit", () => { sent = true; });
  form.addEventListener("focusout", keep);
  window.addEventListener("pageshow", (event) => { if (event.persisted) sent = false; });
  setInterval(keep, pause);
})();
