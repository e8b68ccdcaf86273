/* Saves the results of a search: as a table with the passages that match, as citations, as a list to print. Loaded on first use. */
(() => {
'use strict';
const d = document, root = new URL('..', d.currentScript.src), BATCH = 20;
const script = path => new Promise((done, fail) => {
  const s = d.createElement('script');
  s.src = new URL(path, root); s.onload = done; s.onerror = fail; d.head.append(s);
});
const address = ({ volume, local }, id = '') => new URL(`${encodeURIComponent(volume)}/${local}.html${id && `#${id}`}`, root).href;
const each = async ({ found, tell, stopped }, make) => { // the results in order, some at a time
  const made = [];
  for (let at = 0; at < found.length && !stopped(); at += BATCH) {
    made.push(...await Promise.all(found.slice(at, at + BATCH).map(make)));
    tell(made.length);
  }
  return made;
};
const offer = (name, type, words) => {
  const a = d.createElement('a');
  a.href = URL.createObjectURL(new Blob([words], { type })); a.download = name; a.click();
  setTimeout(() => URL.revokeObjectURL(a.href), 60_000);
};
// A cell that begins like a formula would be calculated by a spreadsheet
const cell = value => `"${String(value).replace(/^(?=[=+\-@\t\r])/, "'").replaceAll('"', '""')}"`;
const COLUMNS = ['document', 'title', 'about', 'volume', 'first day', 'last day', 'date is', 'matches', 'place', 'words', 'address'];
const csv = async given => {
  const rows = await each(given, async result => {
    const { title, about, passages } = await given.engine.text(result), { first, last, stated } = await given.dateOf(result);
    const [best, ...others] = given.places(passages), place = best ? given.called(best.id, result.local) : '';
    const date = (first || last) && (stated ? 'stated' : 'inferred');
    return [`${result.volume}/${result.local}`, title, about, result.title, first, last, date, best ? best.marks.length + others.reduce((n, p) => n + p.marks.length, 0) : 0, place, best?.words ?? '', address(result, best?.id)];
  });
  offer('search.csv', 'text/csv', `\ufeff${[COLUMNS, ...rows].map(row => row.map(cell).join(',')).join('\r\n')}\r\n`);
};
const loaded = {};
const citations = (kind, name, type) => async given => {
  const entries = await each(given, async ({ volume, local }) => {
    await (loaded[volume] ??= script(`${encodeURIComponent(volume)}/citations.js`));
    return window.citations[volume][local][kind];
  });
  offer(name, type, `${entries.join('\n\n')}\n`);
};
const list = async given => { // a page of its own, without the forms
  const rows = await each(given, async result => ({ ...await given.engine.text(result), result }));
  const section = d.createElement('section'), heading = d.createElement('h1'), from = d.createElement('p'), items = d.createElement('ol');
  section.id = 'printed'; heading.textContent = d.querySelector('#found').textContent; from.textContent = location.href;
  for (const { title, about, result } of rows) {
    const item = d.createElement('li');
    item.append(title, d.createElement('br'), [about, result.title].filter(Boolean).join(' · '), d.createElement('br'), address(result));
    items.append(item);
  }
  section.append(heading, from, items);
  d.body.append(section); d.body.classList.add('printing');
  window.addEventListener('afterprint', () => { section.remove(); d.body.classList.remove('printing'); }, { once: true });
  window.print();
};
window.saving = { csv, list, ris: citations(0, 'search.ris', 'application/x-research-info-systems'), bib: citations(1, 'search.bib', 'application/x-bibtex') };
})();
