/* The search box in the header of each page: goes to a page, a document or a message. Loaded on first use. All data are plain scripts, which
   also load from a disk. A number is looked up in the whole edition, words in the volume of the page. */
(() => {
'use strict';
const d = document, root = new URL('..', d.currentScript.src), most = 8;
const fold = s => s.normalize('NFKD').replace(/\p{M}/gu, '').replace(/[’‘]/g, "'").toLowerCase();
const plain = s => ` ${fold(s).replace(/[^\p{L}\p{N}]+/gu, ' ')}`; // words, each after a space
const loading = {};
const script = path => loading[path] ??= new Promise(done => {
  const s = d.createElement('script');
  s.src = new URL(path, root); s.onload = s.onerror = done; d.head.append(s);
});
const finderOf = async id => { await script(`${encodeURIComponent(id)}/finder.js`); return window.finders?.[id]; };
const directory = async () => { if (!window.directory) await script('search/directory.js'); return window.directory ?? { volumes: [], places: {}, shards: 1 }; };

/* The documents, pages or messages with a number, in these volumes or all; those of the volume `first` come first. A file has all numbers
   with the same remainder, as in `edition/search/places.py`. */
const kept = {};
const numbered = async (kind, number, { volumes, first }) => {
  const { volumes: all, places, shards } = await directory(), digits = /\d+(?=\D*$)/.exec(number), name = places[digits ? Number(digits[0].slice(-9)) % shards : 0];
  if (!name) return [];
  if (!kept[name]) { await script(`search/${name}.js`); kept[name] = window.shards?.[name] ?? {}; }
  const titles = new Map(all.map(v => [v.id, v.title])), order = id => (id === first ? 0 : 1);
  return Object.entries(kept[name]).filter(([id]) => !volumes || volumes.has(id)).sort(([a], [b]) => order(a) - order(b)).flatMap(([id, found]) =>
    found.filter(([is, n]) => is === kind && fold(n).replace(/[[\]]/g, '') === number).map(([, n, href, says, date]) => ({
      href, volume: titles.get(id), exact: true,
      name: kind === 'message' ? n : `${kind === 'page' ? 'Page' : 'Document'} ${n}`,
      says: kind === 'page' ? `begins in Document ${says}` : [says, date].filter(Boolean).join(' · '),
    })));
};
const inside = (hits, part) => hits.map(hit => ({ ...hit, href: hit.href + part(hit.href) }));
const note = n => href => `#${/([^/]+)\.html/.exec(href)[1]}fn${n}`;
// The volumes of a citation: their ids have its years, its number and its part
const ROMAN = { i: 1, v: 5, x: 10, l: 50, c: 100 };
const value = roman => [...roman].reduce((sum, c, n) => sum + (ROMAN[c] < (ROMAN[roman[n + 1]] ?? 0) ? -1 : 1) * ROMAN[c], 0);
const cited = async (from, to, volume, part) => {
  const number = /^\d+$/.test(volume) ? Number(volume) : value(volume), named = new RegExp(`${from}${to ? `-${to.slice(-2)}` : ''}ve?0*${number}${part ? `p${part}` : '(?:p\\d+)?'}$`);
  return new Set((await directory()).volumes.map(v => v.id).filter(id => named.test(id)));
};
const within = (scope, volumes) => ({ ...scope, volumes: new Set([...volumes].filter(id => !scope.volumes || scope.volumes.has(id))) });

// Each rule: a pattern of the query, and what it finds. The first rule that finds something counts
const DOCUMENT = String.raw`(?:d|doc|docs|document|documents|no|number)[.\s]*(\d+[a-z]?)`, NOTE = String.raw`(?:fn|footnote|note|n)[.\s]*(\d+)`;
const VOLUME = String.raw`.*?(\d{4})(?:[-–](\d{2,4}))?,?\s+vol(?:ume|\.)?\s*([ivxlc]+|\d+)(?:,\s*(?:part|pt\.?)\s*(\d+))?.*?`;
const rules = [
  [/historicaldocuments\/([^/\s]+)\/(?:(d\d+[a-z]?)(?:(?:fn|p)\w+)?|pg_(\w+))$/, async (scope, q, id, doc, page) =>
    (doc ? inside(await numbered('document', doc.slice(1), within(scope, [id])), () => (q.endsWith(`/${doc}`) ? '' : `#${q.slice(q.lastIndexOf('/') + 1)}`)) : numbered('page', page, within(scope, [id])))],
  [new RegExp(`${VOLUME}${DOCUMENT}(?:,\\s*${NOTE})?\\.?$`), async (scope, q, from, to, volume, part, n, fn) => inside(await numbered('document', n, within(scope, await cited(from, to, volume, part))), fn ? note(fn) : () => '')],
  [new RegExp(`${VOLUME}(?:p|pp|page|pages)[.\\s]*(\\d+)\\.?$`), async (scope, q, from, to, volume, part, n) => numbered('page', n, within(scope, await cited(from, to, volume, part)))],
  [new RegExp(`^${NOTE},?\\s+(?:of |to |in )?${DOCUMENT}\\.?$`), async (scope, q, fn, n) => inside(await numbered('document', n, scope), note(fn))],
  [new RegExp(`^${DOCUMENT},?\\s+${NOTE}\\.?$`), async (scope, q, n, fn) => inside(await numbered('document', n, scope), note(fn))],
  [/^\[?(?:p|pp|pg|page|pages)[.\s]*([\divxlc]+)\]?$/, (scope, q, n) => numbered('page', n, scope)],
  [new RegExp(`^${DOCUMENT}$`), (scope, q, n) => numbered('document', n, scope)],
  [/^(\d+[a-z]?)$/, async (scope, q, n) => [...await numbered('document', n, scope), ...await numbered('page', n, scope)]],
  [/^(?=.*\d)/, (scope, q) => numbered('message', q, scope)],
];
const exact = async (asked, scope = {}) => {
  const q = fold(asked).replace(/\s+/g, ' ').trim();
  for (const [rule, answer] of rules) {
    const m = rule.exec(q), hits = m ? await answer(scope, q, ...m.slice(1)) : [];
    if (hits.length) return hits;
  }
  return [];
};
/* The people whose names have words that begin as those of the query do. */
const people = async asked => {
  const words = plain(asked).trim().split(' ').filter(Boolean);
  if (!words.length || words.some(w => w.length < 3) || !(await directory()).people) return [];
  await script('search/people.js');
  return (window.people ?? []).filter(([name]) => { const text = plain(name); return words.every(w => text.includes(` ${w}`)); })
    .map(([name, href, says]) => ({ href, name, says }));
};
/* The documents of a volume whose heads, dates and people contain all words of the query. */
const match = (asked, finder) => {
  const words = plain(asked).trim().split(' ').filter(Boolean);
  if (!words.length) return [];
  return finder.documents.filter(p => { const text = p.folded ??= plain(p.slice(1).join(' ')); return words.every(w => text.includes(` ${w}`)); })
    .map(([href, n, head, date, who, code]) => ({ href, name: `Document ${n}`, says: [code, who || head, date].filter(Boolean).join(' · ') }));
};
const address = hit => new URL(hit.href, root).href;
window.finder = { exact, people, address };

// The box
const form = d.querySelector('.goto');
if (!form) return;
const box = form.q, own = form.dataset.volume;
const list = d.createElement('div'); list.id = 'hits'; list.hidden = true; form.append(list);
const say = d.createElement('p'); say.className = 'visually-hidden'; say.role = 'status'; form.append(say);
let finder, hits = [], run = 0;
const draw = async () => {
  const mine = ++run, asked = box.value, found = await exact(asked, { first: own }), known = await people(asked), seen = new Set(found.map(h => h.href));
  if (mine !== run) return;
  const here = found.filter(h => own && h.href.startsWith(`${encodeURIComponent(own)}/`));
  hits = [...(here.length ? here : found), ...known, ...(finder ? match(asked, finder).filter(h => !seen.has(h.href)) : [])];
  const rows = hits.slice(0, most).map(hit => {
    const a = d.createElement('a'), b = d.createElement('b'), s = d.createElement('span');
    a.href = address(hit); b.textContent = hit.name;
    s.textContent = [hit.says, (!own || !here.includes(hit)) && hit.volume].filter(Boolean).join(' · '); a.append(b, ' ', s);
    return a;
  });
  if (asked.trim()) {
    const a = d.createElement('a');
    a.href = `${form.action}?${new URLSearchParams(new FormData(form))}`;
    a.textContent = `Search the texts for “${asked.trim()}”`;
    rows.push(a);
  }
  list.replaceChildren(...rows); list.hidden = !rows.length;
  say.textContent = rows.length ? `${hits.length} found` : '';
  form.dataset.asked = asked;
};
const close = () => { list.hidden = true; };
const step = by => {
  const all = [box, ...list.querySelectorAll('a')], at = all.indexOf(d.activeElement);
  all[(at + by + all.length) % all.length].focus();
};
box.addEventListener('input', draw);
form.addEventListener('keydown', e => {
  if (e.key === 'Escape') { close(); box.focus(); }
  if (!list.hidden && (e.key === 'ArrowDown' || e.key === 'ArrowUp')) { e.preventDefault(); step(e.key === 'ArrowDown' ? 1 : -1); }
});
form.addEventListener('focusout', e => { if (!form.contains(e.relatedTarget)) close(); });
form.addEventListener('submit', async e => { // if there are several matches, none is chosen
  e.preventDefault();
  if (form.dataset.asked !== box.value) await draw();
  const found = hits.filter(h => h.exact);
  if (!found.length) form.submit();
  else if (found.length > 1) list.querySelector('a').focus();
  else { location.href = address(found[0]); close(); }
});
(async () => { [finder] = await Promise.all([own ? finderOf(own) : undefined, directory()]); if (d.activeElement === box) await draw(); form.dataset.ready = ''; })();
})();
