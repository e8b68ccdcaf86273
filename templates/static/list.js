/* The reading list: kept in this browser, added to by the address that a document's page makes, and saved in all formats. */
(() => {
'use strict';
const d = document, $ = s => d.querySelector(s), edition = $('#list').dataset.edition, KEY = `reading-list ${edition}`;
const FORMAT = 'backchannel-reading-list', VERSION = 1, DOCUMENT = /^[^/\\]+\/[\w-]+$/;
const el = (name, given = {}, ...inside) => { const e = Object.assign(d.createElement(name), given); e.append(...inside); return e; };
const tell = words => { $('#said').textContent = words; };

// What is kept. It may come from an address or a file that somebody else made, so nothing in it becomes markup
const text = value => (typeof value === 'string' ? value : '');
const checked = e => e && DOCUMENT.test(text(e.document)) && {
  document: e.document, place: text(e.place), line: text(e.line), quote: text(e.quote),
  note: Array.isArray(e.note) ? e.note.map(part => [text(part?.[0]), part?.[1] === true]) : [],
  ris: text(e.ris), bibtex: text(e.bibtex), citation: e.citation && typeof e.citation === 'object' ? e.citation : {},
};
const all = found => (Array.isArray(found) ? found.map(checked).filter(Boolean) : []);
let entries = [];
const load = () => { try { entries = all(JSON.parse(localStorage.getItem(KEY))); } catch { /* nothing is kept here */ } };
const keep = () => {
  try { localStorage.setItem(KEY, JSON.stringify(entries)); } catch { tell('This browser keeps nothing: save the list before you leave.'); }
};
const same = (a, b) => a.document === b.document && a.place === b.place && a.quote === b.quote;
const add = found => { // returns how many were new
  const fresh = found.filter((e, n) => ![...entries, ...found.slice(0, n)].some(other => same(e, other)));
  entries.push(...fresh); keep(); draw();
  return fresh.length;
};

// Formats
const [plain, address] = [e => e.note.map(([words]) => words).join(''), e => {
  const [volume, local] = e.document.split('/');
  return `${encodeURIComponent(volume)}/${encodeURIComponent(local)}.html${e.place && `#${encodeURIComponent(e.place)}`}`;
}];
const nth = key => entries.slice(0, key).filter(e => e.document === entries[key].document).length; // entries of one document need keys of their own
const unique = (id, n) => (n ? `${id}-${n + 1}` : id);
const tex = words => words.replace(/[\\{}]/g, '').replace(/[&%$#_]/g, '\\$&');
const said = e => [e.quote && `“${e.quote}”`, e.line].filter(Boolean).join(' ').replace(/\s+/g, ' ');
const cell = value => `"${String(value).replace(/^(?=[=+\-@\t\r])/, "'").replaceAll('"', '""')}"`;
const COLUMNS = ['document', 'place', 'line', 'quotation', 'note', 'address'];
const row = e => [e.document, e.place, e.line, e.quote, plain(e).trim(), new URL(address(e), location.href).href];
const saving = {
  list: () => ['reading-list.json', 'application/json', `${JSON.stringify({ format: FORMAT, version: VERSION, edition, entries }, null, 2)}\n`],
  ris: () => ['reading-list.ris', 'application/x-research-info-systems', `${entries.map(e => (said(e) ? e.ris.replace(/ER  -/, () => `N1  - ${said(e)}\nER  -`) : e.ris)).join('\n\n')}\n`],
  bibtex: () => ['reading-list.bib', 'application/x-bibtex', `${entries.map((e, n) => {
    const keyed = e.bibtex.replace(/^(@\w+\{)([^,]*)/, (_, type, key) => type + unique(key, nth(n)));
    return said(e) ? keyed.replace(/\n?\}\s*$/, () => `,\n\tannotation = {${tex(said(e))}}\n}`) : keyed;
  }).join('\n\n')}\n`],
  csl: () => ['reading-list-csl.json', 'application/json', `${JSON.stringify(entries.map((e, n) => ({ ...e.citation, id: unique(text(e.citation.id), nth(n)), ...(said(e) && { annote: said(e) }) })), null, 2)}\n`],
  csv: () => ['reading-list.csv', 'text/csv', `\ufeff${[COLUMNS, ...entries.map(row)].map(cells => cells.map(cell).join(',')).join('\r\n')}\r\n`],
};
const offer = ([name, type, words]) => {
  const a = el('a', { href: URL.createObjectURL(new Blob([words], { type })), download: name });
  a.click(); setTimeout(() => URL.revokeObjectURL(a.href), 60_000);
};

// The bibliography names each volume once
const names = people => (Array.isArray(people) ? people.map(p => text(p?.literal)).filter(Boolean).join(', ') : '');
const period = words => (/[.!?]$/.test(words) ? words : `${words}.`);
const volume = c => {
  const year = c.issued?.['date-parts']?.[0]?.[0], author = names(c.author), editor = names(c.editor), number = text(c.volume), series = text(c['collection-title']);
  const printed = [[text(c['publisher-place']), text(c.publisher)].filter(Boolean).join(': '), year && String(year)].filter(Boolean).join(', ');
  const title = text(c['container-title']), parts = author ? [[`${period(author)} `]] : editor ? [[`${editor}, ed. `]] : [];
  if (series) parts.push([series, true], [number ? `. Vol. ${number}, ` : '. ']);
  parts.push([title, true], [printed ? `. ${period(printed)}` : '.']);
  return parts;
};
const marked = parts => parts.map(([words, italic]) => (italic ? el('i', {}, words) : words));
const listed = (id, notes) => $(id).replaceChildren(...notes.map(parts => el('p', {}, ...marked(parts), '\n')));

// The list on the page
const move = (n, by) => { entries.splice(n + by, 0, ...entries.splice(n, 1)); keep(); draw(n + by); };
const button = (words, label, does, disabled = false) => {
  const b = el('button', { type: 'button', disabled, ariaLabel: label }, words);
  b.addEventListener('click', does); return b;
};
const item = (e, n) => {
  const name = `entry ${n + 1}`, line = el('input', { className: 'query', type: 'text', value: e.line, maxLength: 1000 }), shown = el('p', { className: 'line' }, e.line);
  line.addEventListener('input', () => { e.line = line.value; shown.textContent = e.line; keep(); cite(); });
  return el('li', { tabIndex: -1 },
    el('p', {}, ...marked(e.note)), ...(e.quote ? [el('blockquote', {}, e.quote)] : []), shown,
    el('label', {}, 'Your line', line),
    el('p', { className: 'moves' }, el('a', { href: address(e) }, e.place ? 'Open the place' : 'Open the document'), ' ',
      button('Up', `Move ${name} up`, () => move(n, -1), n === 0), ' ', button('Down', `Move ${name} down`, () => move(n, 1), n === entries.length - 1), ' ',
      button('Remove', `Remove ${name}`, () => { entries.splice(n, 1); keep(); draw(); tell('Removed.'); })));
};
const cite = () => {
  listed('#notes', entries.map(e => e.note));
  const volumes = new Map(entries.map(e => [e.document.split('/')[0], volume(e.citation)]));
  listed('#volumes', [...volumes.values()].sort((a, b) => plain({ note: a }).localeCompare(plain({ note: b }), 'en')));
};
const draw = focused => {
  $('#entries').replaceChildren(...entries.map(item));
  $('#empty').hidden = entries.length > 0;
  $('#keep').hidden = $('#cited').hidden = entries.length === 0;
  cite();
  if (focused !== undefined) $('#entries').children[focused]?.focus();
};

// What the address adds
const receive = () => {
  if (!location.hash.startsWith('#add=')) return;
  let given;
  try { given = all([JSON.parse(decodeURIComponent(location.hash.slice(5)))]); } catch { given = []; }
  history.replaceState(null, '', location.href.split('#')[0]);
  if (!given.length) { tell('The address has no entry for the list.'); return; }
  tell(add(given) ? 'Added to the list.' : 'This is on the list already.');
  $('#entries').children[entries.findIndex(e => same(e, given[0]))]?.focus();
};
$('#list').hidden = false; load(); draw(); receive();
addEventListener('hashchange', receive);
addEventListener('storage', () => { load(); draw(); });
$('#keep').addEventListener('click', e => { const save = saving[e.target.value]; if (save) offer(save()); });
$('#clear').addEventListener('click', () => { if (confirm('Remove all entries from the list?')) { entries = []; keep(); draw(); tell('Removed.'); } });
$('#open').addEventListener('change', async e => {
  try {
    const found = JSON.parse(await e.target.files[0].text());
    if (found.format !== FORMAT || found.version !== VERSION) throw new TypeError(found.format);
    tell(`${add(all(found.entries))} added to the list.`);
  } catch { tell('This file is not a reading list.'); }
});
})();
