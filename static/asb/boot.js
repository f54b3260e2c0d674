// Says that script runs, before the page is drawn, so that styles for it do not flicker in.
document.body.classList.add("js-enabled");
if ("noModule" in HTMLScriptElement.prototype) {
  document.body.classList.add("govuk-frontend-supported");
}
