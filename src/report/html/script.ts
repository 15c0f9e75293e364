/**
 * The page's script: theme, search, filters, and opening what an address or a printer asks for. Without it the page
 * shows everything and the form stays hidden. Nothing of the report is put into it.
 */
export const SCRIPT = `(() => {
  'use strict';
  const KEY = 'plimsoll-theme';
  // A page that was opened from a file may have no storage: then a choice holds until it is closed.
  const storage = {
    read() { try { return localStorage.getItem(KEY); } catch { return null; } },
    write(theme) { try { localStorage.setItem(KEY, theme); } catch { return; } },
  };
  const root = document.documentElement;
  const prefersDark = matchMedia('(prefers-color-scheme: dark)');
  const byId = (id) => document.getElementById(id);
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];

  const chosen = storage.read();
  if (chosen === 'light' || chosen === 'dark') root.dataset.theme = chosen;

  function isDark() {
    return root.dataset.theme === undefined ? prefersDark.matches : root.dataset.theme === 'dark';
  }

  function startTheme() {
    const button = byId('theme');
    const name = () => { button.textContent = isDark() ? 'Light theme' : 'Dark theme'; };
    button.addEventListener('click', () => {
      root.dataset.theme = isDark() ? 'light' : 'dark';
      storage.write(root.dataset.theme);
      name();
    });
    prefersDark.addEventListener('change', name);
    name();
    button.hidden = false;
  }

  function openTarget() {
    let id = location.hash.slice(1);
    try { id = decodeURIComponent(id); } catch { return; }
    const target = id === '' ? null : byId(id);
    if (target === null) return;
    for (let at = target; at !== null; at = at.parentElement) {
      if (at.tagName === 'DETAILS') at.open = true;
      if (at.hidden) at.hidden = false;
    }
    target.scrollIntoView();
  }

  function startPrinting() {
    let opened = [];
    addEventListener('beforeprint', () => {
      opened = all('details:not([open])');
      for (const details of opened) details.open = true;
    });
    addEventListener('afterprint', () => {
      for (const details of opened) details.open = false;
    });
  }

  function readFindings() {
    return all('#groups > .group').map((group) => {
      const heading = group.querySelector('summary').textContent;
      const findings = all('.finding', group).map((element) => ({
        element,
        text: (heading + ' ' + element.querySelector('summary').textContent).toLowerCase(),
      }));
      return { group, findings, open: group.open };
    });
  }

  function startFilters() {
    const form = byId('filters');
    if (form === null) return;
    const search = byId('search');
    const unit = byId('unit');
    const boxes = all('input[type=checkbox]', form);
    const FEW = 200;
    let groups;
    let timer;

    function accepted() {
      const words = search.value.toLowerCase().split(/\\s+/).filter((word) => word !== '');
      const values = new Set(boxes.filter((box) => box.checked).map((box) => box.name + ' ' + box.value));
      const only = unit === null ? '' : unit.value;
      return ({ element, text }) =>
        values.has('outcome ' + element.dataset.outcome) &&
        values.has('severity ' + element.dataset.severity) &&
        (only === '' || element.dataset.unit.split(' ').includes(only)) &&
        words.every((word) => text.includes(word));
    }

    function narrow() {
      groups ??= readFindings();
      const accepts = accepted();
      let shown = 0;
      let total = 0;
      for (const { group, findings } of groups) {
        let some = 0;
        for (const finding of findings) {
          const fits = accepts(finding);
          if (finding.element.hidden === fits) finding.element.hidden = !fits;
          if (fits) some += 1;
        }
        group.hidden = some === 0;
        shown += some;
        total += findings.length;
      }
      const narrowed = shown < total;
      for (const { group, open } of groups) group.open = narrowed ? shown <= FEW || open : open;
      byId('count').textContent = (narrowed ? shown + ' of ' : '') + total + (total === 1 ? ' finding' : ' findings');
      byId('none').hidden = shown > 0;
    }

    function reset() {
      search.value = '';
      for (const box of boxes) box.checked = true;
      if (unit !== null) unit.value = '';
      narrow();
    }

    form.addEventListener('submit', (event) => event.preventDefault());
    form.addEventListener('change', narrow);
    search.addEventListener('input', () => {
      clearTimeout(timer);
      timer = setTimeout(narrow, 80);
    });
    byId('reset').addEventListener('click', () => { reset(); search.focus(); });
    byId('open-all').addEventListener('click', () => { for (const each of all('#groups details')) each.open = true; });
    byId('close-all').addEventListener('click', () => { for (const each of all('#groups details')) each.open = false; });
    addEventListener('keydown', (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.key === 'Escape' && document.activeElement === search) { search.value = ''; narrow(); }
      if (event.key !== '/' || event.target.closest('input[type=search], select') !== null) return;
      event.preventDefault();
      search.focus();
    });
    form.hidden = false;
    // A browser that goes back to the page fills the form in again.
    if (search.value !== '' || boxes.some((box) => !box.checked) || (unit !== null && unit.value !== '')) narrow();
  }

  addEventListener('DOMContentLoaded', () => {
    startTheme();
    startFilters();
    startPrinting();
    openTarget();
    addEventListener('hashchange', openTarget);
  });
})();`;
