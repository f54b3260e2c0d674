// How people come by what a page offers: without script, and with nothing but the keyboard, at 400 %.
window.ways_in = (() => {
  const {all, seen, named, stops, style} = window.everybody;
  const FIELDS = 'input:not([type=hidden]), select, textarea';
  const BUTTONS = 'button, input[type=submit], input[type=button], [role=button]:not(a)';
  // Shows what was typed of a password, and folds the menu of a narrow window: who runs no script lacks neither.
  const EXTRAS = '.govuk-js-password-input-toggle, .govuk-js-service-navigation-toggle';
  // What stands on paper only is left out, and what the style sheet shows once something is chosen.
  const UNDRAWN = `.asb-printed, .govuk-radios__conditional, [class*=asb-when-], script, style, template, noscript, option,
    optgroup, datalist, title, [type=hidden], svg *`;
  const words = element => element.innerText.trim().replace(/\s+/g, ' ');

  // --- Without script -----------------------------------------------------------------------
  const offered = () => ({
    headings: all('h1, h2, h3, h4').filter(seen).map(words),
    links: all('a[href]').filter(seen).map(one => `${one.getAttribute('href')} "${words(one)}"`),
    fields: all(FIELDS).map(one => `${one.type} ${one.name} ${one.type === 'radio' ? one.value : ''}`),
    buttons: all(BUTTONS).filter(one => seen(one) && !one.matches(EXTRAS)).map(words),
  });

  const is_sent = button => button.type === 'submit' && Boolean(button.form);
  const leads = link => {
    const to = link.getAttribute('href');
    return to.startsWith('#') ? to.length > 1 && Boolean(document.getElementById(to.slice(1))) : !/^javascript:/i.test(to);
  };
  const says = element => element.matches(`${FIELDS}, ${BUTTONS}, a[href]`)
    || [...element.childNodes].some(one => one.nodeType === Node.TEXT_NODE && one.data.trim());
  const is_folded = element => Boolean(element.closest('details:not([open])'));
  const is_hidden = element => !element.checkVisibility({visibilityProperty: true}) && !is_folded(element)
    && !element.closest(`${UNDRAWN}, ${EXTRAS}`) && says(element);
  const in_need_of_script = () => [
    ...all(BUTTONS).filter(one => seen(one) && !is_sent(one)).map(one => `does nothing: ${named(one)}`),
    ...all('a[href]').filter(one => seen(one) && !leads(one)).map(one => `leads nowhere: ${named(one)}`),
    ...all('body *').filter(is_hidden).map(one => `never shows: ${named(one)}`),
  ];

  // --- By keyboard --------------------------------------------------------------------------
  // A list may be long, and its rows are alike: the rest of it is not walked.
  const MOST = 60;
  let way = [];
  let rest = new Set();
  let log = [];
  let looks = new Map();
  let faults = [];
  const look = element => [[element], [element.labels?.[0], '::before']].filter(([one]) => one).map(([one, part]) => {
    const {outlineStyle, outlineColor, boxShadow, backgroundColor} = style(one, part);
    return [outlineStyle === 'none' ? '' : outlineColor, boxShadow, backgroundColor].join();
  }).join();
  // Radios of one name are one stop: the one that is chosen, else the first.
  const is_stop = element => {
    if (element.type !== 'radio') return element.tabIndex >= 0;
    const group = all('input[type=radio]', element.form || document).filter(one => one.name === element.name && !one.disabled);
    return element === (group.find(one => one.checked) || group[0]);
  };
  const shows = element => {
    const box = element.getBoundingClientRect();
    const [left, right] = [Math.max(box.left, 0), Math.min(box.right, innerWidth)];
    const [top, bottom] = [Math.max(box.top, 0), Math.min(box.bottom, innerHeight)];
    return [0.1, 0.5, 0.9].some(down => [0.1, 0.5, 0.9].some(along => {
      const found = document.elementFromPoint(left + (right - left) * along, top + (bottom - top) * down);
      return found && (element.contains(found) || [...(element.labels || [])].some(one => one.contains(found)));
    }));
  };
  const come = ({target}) => {
    log.push(target);
    if (looks.has(target) && looks.get(target) === look(target)) faults.push(`looks the same in focus: ${named(target)}`);
  };
  // A browser scrolls to what has focus only after it has said so.
  const go = ({target}) => {
    if (looks.has(target) && !shows(target)) faults.push(`is covered in focus: ${named(target)}`);
  };
  const set_out = () => {
    const main = document.querySelector('main');
    if (!main || !main.querySelector('form')) return 0;
    const every = stops().filter(one => main.contains(one) && is_stop(one));
    way = every.slice(0, MOST);
    rest = new Set(every.slice(MOST));
    looks = new Map(way.map(one => [one, look(one)]));
    [log, faults] = [[], []];
    document.addEventListener('focusin', come);
    document.addEventListener('focusout', go);
    main.tabIndex = -1;
    main.focus();
    main.removeAttribute('tabindex');
    return way.length;
  };
  const is_through = () => log.some(one => rest.has(one) || !one.closest('main'));
  const met = () => {
    const passed = [...new Set(log)].filter(one => looks.has(one));
    const place = way.findIndex((one, number) => one !== passed[number]);
    document.removeEventListener('focusin', come);
    document.removeEventListener('focusout', go);
    document.activeElement.blur();
    return [
      ...(is_through() ? [] : ['Tab gets stuck']),
      ...(place < 0 ? [] : [`Tab does not come to ${named(way[place])}, but to ${passed[place] ? named(passed[place]) : 'nothing'}`]),
      ...faults,
    ];
  };

  return {offered, in_need_of_script, set_out, is_through, met};
})();
