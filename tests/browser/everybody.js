// What of a page somebody could not use, as it stands in the window now: each function returns its faults in words.
window.everybody = (() => {
  const STOPS = 'a[href], button, input:not([type=hidden]), select, textarea, summary';
  const CONTROLS = 'button, .govuk-button, input[type=submit], [role=button]';
  const FIELDS = 'input:not([type=radio], [type=checkbox], [type=submit], [type=file], [type=hidden]), select, textarea';
  const OF_THE_SCREEN = `nav, .govuk-skip-link, .govuk-pagination, .govuk-breadcrumbs, .govuk-back-link,
    .govuk-exit-this-page, ${CONTROLS}`;
  // What the guidelines have people set for themselves (1.4.12).
  const SPACING = `* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
    p { margin-bottom: 2em !important }`;
  const LEAST = 23.9;

  const all = (selector, of = document) => [...of.querySelectorAll(selector)];
  const style = (element, part) => getComputedStyle(element, part);
  const named = element => {
    const classes = typeof element.className === 'string' ? element.className.trim().split(/\s+/).join('.') : '';
    const words = element.innerText || element.value || element.getAttribute('aria-label') || '';
    return `${element.tagName.toLowerCase()}.${classes} "${words.trim().slice(0, 40)}"`;
  };
  const parents = function* (element) {
    for (let one = element; one; one = one.parentElement) yield one;
  };
  // Of what only a screen reader finds there is one pixel, or it stands far off.
  const aside = element => [...parents(element)].some(one => {
    const box = one.getBoundingClientRect();
    return (box.width <= 1 && box.height <= 1) || box.right < -1000 || style(one).clipPath !== 'none';
  });
  const seen = element => element.checkVisibility({visibilityProperty: true})
    && element.getClientRects().length > 0 && !aside(element);
  const stops = () => all(STOPS).filter(one => !one.disabled && seen(one));
  const is_choice = element => ['radio', 'checkbox'].includes(element.type);

  const sideways = () => {
    const wider = document.documentElement.scrollWidth - window.innerWidth;
    const beyond = () => all('body *').filter(one => one.getBoundingClientRect().right > innerWidth + 0.5 && seen(one));
    return wider <= 0 ? [] : [`${wider} px too wide: ${beyond().slice(-2).map(named).join(', ')}`];
  };

  const is_cut = element => {
    const {overflowX, overflowY} = style(element);
    const hides = way => ['hidden', 'clip'].includes(way);
    return (hides(overflowX) && element.scrollWidth > element.clientWidth + 1)
      || (hides(overflowY) && element.scrollHeight > element.clientHeight + 1);
  };
  const cut = () => all('body *')
    .filter(one => !one.matches(FIELDS) && !one.closest('svg') && is_cut(one) && seen(one))
    .map(one => `cut: ${named(one)}`);
  const spaced = () => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(SPACING);
    document.adoptedStyleSheets = [sheet];
    const found = [...sideways(), ...cut()].map(fault => `with spaced text ${fault}`);
    document.adoptedStyleSheets = [];
    return found;
  };

  const size = element => {
    const boxes = [element, ...(is_choice(element) ? element.labels : [])].map(one => one.getBoundingClientRect());
    return [
      Math.max(...boxes.map(box => box.right)) - Math.min(...boxes.map(box => box.left)),
      Math.max(...boxes.map(box => box.bottom)) - Math.min(...boxes.map(box => box.top)),
    ];
  };
  const is_in_a_sentence = element => {
    if (style(element).display !== 'inline') return false;
    const block = [...parents(element.parentElement)].find(one => !style(one).display.startsWith('inline'));
    const texts = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
    let words = '';
    while (texts.nextNode()) if (!texts.currentNode.parentElement.closest(STOPS)) words += texts.currentNode.data;
    return /\w/.test(words);
  };
  const small = () => stops()
    .filter(one => Math.min(...size(one)) < LEAST && !is_in_a_sentence(one))
    .map(one => `small, ${size(one).map(Math.round).join(' by ')} px: ${named(one)}`);

  const has_edge = element => ['Top', 'Right', 'Bottom', 'Left'].some(side =>
    style(element)[`border${side}Style`] !== 'none' && parseFloat(style(element)[`border${side}Width`]) > 0);
  const has_line = element => [element, ...all('*', element)].some(one => style(one).textDecorationLine === 'underline');
  const has_outline = (element, part) =>
    style(element, part).outlineStyle !== 'none' && parseFloat(style(element, part).outlineWidth) >= 1;
  const shows_focus = element => {
    element.focus({preventScroll: true});
    const shows = document.activeElement === element && (has_outline(element)
      || (is_choice(element) && has_outline(element.labels[0], '::before')));
    element.blur();
    return shows;
  };
  const without_colours = () => stops().flatMap(one => [
    ...(one.matches(`${CONTROLS}, ${FIELDS}`) && !has_edge(one) && !has_line(one) ? [`no edge: ${named(one)}`] : []),
    ...(one.matches('main a:not([role=button], nav a)') && !has_edge(one) && !has_line(one) ? [`no line: ${named(one)}`] : []),
    ...(shows_focus(one) ? [] : [`focus does not show: ${named(one)}`]),
  ]);

  const on_paper = () => [
    ...all(OF_THE_SCREEN).filter(seen).map(one => `printed: ${named(one)}`),
    ...[...sideways(), ...cut()].map(fault => `printed ${fault}`),
  ];

  const of_forms = () => all('form')
    .filter(form => ![...form.elements].some(one => one.type === 'submit'))
    .map(form => `no button: ${form.action}`);

  return {
    in_the_window: () => [...sideways(), ...small(), ...of_forms()],
    spaced, without_colours, on_paper,
    // For what else is asked of a page.
    all, seen, named, stops, style,
  };
})();
