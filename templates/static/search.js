/* The search page: finds documents by their texts, and shows the paragraphs and notes that match. Nothing is loaded before the first query. */
(() => {
'use strict';
const d = document, here = d.currentScript.src, root = new URL('..', here);
const $ = (s, r = d) => r.querySelector(s), $$ = s => [...d.querySelectorAll(s)];
const form = $('#search'), list = $('#results'), status = $('#found'), nearest = $('#nearest'), more = $('#more');
const SHOWN = 5, PASSAGES = 3, WORDS = 32;
const el = (name, props = {}, ...children) => { const e = Object.assign(d.createElement(name), props); e.append(...children); return e; };
const script = src => new Promise(done => d.head.append(el('script', { src: new URL(src, root), onload: done, onerror: done })));
const once = fn => { const known = new Map(); return key => known.get(key) ?? (known.set(key, fn(key)), known.get(key)); };

// Loaded once each: the engine, and the facets of a volume
const engine = once(async () => { if (!window.engine) await script('static/engine.js'); return window.engine; });
const facets = once(async id => { await script(`${encodeURIComponent(id)}/facets.js`); return window.facets?.[id]; });

const volumesOf = data => { const chosen = data.getAll('volume'); return chosen.length ? new Set(chosen) : null; };
const keyOf = ({ volume, local }) => `${volume}/${local}`;

// The passages of a document that match best, each cut to where it matches most
const windowOf = (words, marks) => {
  const hit = words.map(([start, end]) => marks.some(([from, to]) => from < end && start < to));
  let best = 0, most = -1, sum = 0;
  hit.forEach((one, n) => {
    sum += one - (n >= WORDS - 6 && hit[n - WORDS + 6] ? 1 : 0);
    if (sum > most) { most = sum; best = n; }
  });
  const first = Math.max(0, Math.min(hit.indexOf(true, Math.max(0, best - WORDS + 7)) - 6, words.length - WORDS));
  return [first, Math.min(words.length, first + WORDS)];
};
const excerpt = (passage, marks) => {
  const words = [...passage.matchAll(/\S+/g)].map(m => [m.index, m.index + m[0].length]), [first, last] = windowOf(words, marks);
  const from = words[first]?.[0] ?? 0, to = words[last - 1]?.[1] ?? 0, out = [first ? '… ' : ''];
  let at = from;
  for (const [start, end] of marks.sort((a, b) => a[0] - b[0])) {
    if (start < at || end > to) continue;
    out.push(passage.slice(at, start), el('mark', {}, passage.slice(start, end)));
    at = end;
  }
  return [...out, passage.slice(at, to), last < words.length ? ' …' : ''];
};
/* How well a passage matches: how many parts of the query it has, whether two stand together, how many words match. */
const worth = marks => {
  const together = marks.some(([start,, part], n) => n && part !== marks[n - 1][2] && start - marks[n - 1][1] <= 1);
  return [new Set(marks.map(m => m[2])).size, together, marks.length];
};
const better = (a, b) => [0, 1, 2].map(n => b.worth[n] - a.worth[n]).find(Boolean) || a.n - b.n;
const places = (passages, marker) => passages.map(([id, words], n) => ({ id, words, n, marks: marker(words) })).filter(p => p.marks.length)
  .map(p => ({ ...p, worth: worth(p.marks) })).sort(better).slice(0, PASSAGES);
const label = spelled => spelled.replace(/(?<=\w)-(\d+)$/, ' ($1)').replace(/^(?:-[\da-f]+)+/, signs => signs.slice(1).split('-').map(code => String.fromCodePoint(parseInt(code, 16))).join(''));
const called = (id, local) => {
  const part = id.startsWith(local) ? id.slice(local.length) : id;
  return /^p\d/.test(part) ? `¶${part.slice(1)}` : /^fn/.test(part) ? `note ${label(part.slice(2))}` : /^ed/.test(part) ? `editors’ note ${part.slice(3)}` : 'heading';
};
const show = async (item, result, marker) => {
  const page = new URL(`${encodeURIComponent(result.volume)}/${result.local}.html`, root).href;
  const { title, about, passages } = await (await engine()).text(result), said = [about, result.title].filter(Boolean).join(' · ');
  item.replaceChildren(el('h3', {}, el('a', { href: page }, title)), el('p', { className: 'quiet' }, said), ...places(passages, marker).map(place =>
    el('p', {}, el('a', { href: `${page}#${place.id}` }, called(place.id, result.local)), ' ', ...excerpt(place.words, place.marks))));
};

// Facets: the values of the results, each with its count. They are loaded when the first is opened or chosen
const groups = $$('[data-facet]'), chosenOf = group => [...group.querySelectorAll(':checked')].map(c => c.value);
const wanted = new URLSearchParams(location.search);
const inUse = () => groups.some(g => g.open || chosenOf(g).length || wanted.has(g.dataset.facet));
const valuesOf = async (volumes, facet) => {
  const values = new Map();
  for (const id of volumes) {
    const of = await facets(id);
    for (const [value, at] of Object.entries(of?.values[facet] ?? {})) {
      const ids = values.get(value) ?? values.set(value, new Set()).get(value);
      at.forEach(place => ids.add(`${id}/${of.documents[place]}`));
    }
  }
  return values;
};
const row = (facet, value, count, checked) => el('li', {}, el('label', {},
  el('input', { type: 'checkbox', name: facet, value, checked }), ' ',
  el('span', {}, value), ' ', el('span', { className: 'quiet' }, count.toLocaleString('en'))));
const fill = (group, rows, picked) => { // the box with the focus keeps it
  const held = group.contains(d.activeElement) && d.activeElement.value;
  rows.sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0]));
  group.lastElementChild.replaceChildren(...rows.map(([value, count]) => row(group.dataset.facet, value, count, picked.has(value))));
  if (held) [...group.querySelectorAll('input')].find(box => box.value === held)?.focus();
  if (picked.size) group.open = $('#narrow').open = true;
};
/* The results that pass all facets. Each facet counts the results that pass the others. */
const choose = async results => {
  if (!inUse()) return results;
  const volumes = [...new Set(results.map(r => r.volume))], all = new Map();
  for (const g of groups) all.set(g, await valuesOf(volumes, g.dataset.facet));
  const picked = new Map(groups.map(g => [g, new Set([...chosenOf(g), ...wanted.getAll(g.dataset.facet)])]));
  groups.forEach(g => wanted.delete(g.dataset.facet));
  const passes = (r, but) => groups.every(g => g === but || !picked.get(g).size || [...picked.get(g)].some(v => all.get(g).get(v)?.has(keyOf(r))));
  for (const g of groups) {
    const open = results.filter(r => passes(r, g));
    const counted = [...all.get(g)].map(([value, of]) => [value, open.filter(r => of.has(keyOf(r))).length]);
    fill(g, counted.filter(([value, count]) => count || picked.get(g).has(value)), picked.get(g));
  }
  return results.filter(r => passes(r));
};

// Dates: the results whose dates may be between two days, and their order
const dateOf = async ({ volume, local }) => {
  const of = await facets(volume);
  of.places ??= new Map(of.documents.map((id, n) => [id, n]));
  const [first = '', last = '', stated = 0] = of.dates[of.places.get(local)];
  return { first, last, stated };
};
const dated = async (results, from, to, stated, sort) => {
  if (!from && !to && !stated && sort === 'rank') return { results, inferred: 0 };
  const known = await Promise.all(results.map(async r => ({ r, date: await dateOf(r) })));
  const within = ({ first, last }) => (first || last) && (!to || first.slice(0, to.length) <= to) && (!from || !last || last.slice(0, from.length) >= from);
  const met = known.filter(({ date }) => (!(from || to) || within(date)) && (!stated || date.stated));
  const key = ({ date }) => date.first || date.last || '9999';
  if (sort === 'oldest') met.sort((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0));
  if (sort === 'newest') met.sort((a, b) => (a.date.last > b.date.last ? -1 : a.date.last < b.date.last ? 1 : 0));
  return { results: met.map(({ r }) => r), inferred: from || to ? met.filter(({ date }) => !date.stated).length : 0 };
};

// Pages, documents, messages and people that the query names, as in the box of the header
const PLACES = 8;
const finder = once(async () => { await script('static/find.js'); return window.finder; });
const goTo = async (words, volumes) => {
  const numbered = /\d|^p.* [ivxlc]+$/i.test(words);
  if (!numbered && !(await (await engine()).directory()).people) return [];
  const { exact, people, address } = await finder(), found = numbered ? await exact(words, { volumes }) : await people(words);
  return found.slice(0, PLACES).map(hit => el('li', {},
    el('a', { href: address(hit) }, hit.name), ' ', el('span', { className: 'quiet' }, [hit.says, hit.volume].filter(Boolean).join(' · '))));
};

// A query
let run = 0, found = [], rest = [], marker = () => [];
$('#save').addEventListener('click', async e => {
  if (!e.target.value) return;
  if (!window.saving) await script('static/save.js');
  const button = e.target, was = button.textContent, mine = run;
  button.disabled = true;
  try {
    const tell = n => { button.textContent = `${n.toLocaleString('en')} of ${found.length.toLocaleString('en')} …`; };
    await window.saving[button.value]({ found, engine: await engine(), dateOf, places: passages => places(passages, marker), called, tell, stopped: () => mine !== run });
  } finally { button.disabled = false; button.textContent = was; }
});
const showMore = async () => {
  const next = rest.splice(0, SHOWN), mine = run;
  more.hidden = true;
  await Promise.all(next.map(result => { const item = el('li'); list.append(item); return show(item, result, marker); }));
  if (mine === run) more.hidden = !rest.length;
};
const everything = async volumes => {
  const { volumes: all } = await (await engine()).directory(), found = [];
  for (const { id, title } of all.filter(v => !volumes || volumes.has(v.id))) {
    for (const local of (await facets(id))?.documents ?? []) found.push({ volume: id, title, local });
  }
  return { documents: found, whole: found.length, changes: [], perhaps: null, marks: () => [] };
};
const DEFAULTS = { zone: '0', sort: 'rank' };
const keep = data => { // the address states the query
  const address = new URLSearchParams([...data].filter(([k, v]) => v && v !== DEFAULTS[k]));
  wanted.forEach((v, k) => { if (groups.some(g => g.dataset.facet === k)) address.append(k, v); });
  try { history.replaceState(null, '', `?${address}`); } catch { /* not allowed from a disk */ }
};
const tell = (words, n, { whole }, inferred) => {
  const found = `${n.toLocaleString('en')} ${n === 1 ? 'document' : 'documents'}`;
  if (!words) return `${found} to search`;
  if (!n) return 'No document matches.';
  const dates = inferred ? `, ${inferred.toLocaleString('en')} of them by an inferred date` : '';
  if (whole >= n) return `${found}${dates}`;
  const most = whole ? `The first ${whole === 1 ? 'has' : `${whole} have`} all of these words, the others most` : 'None has all of these words; these have most';
  return `${found}${dates}. ${most}.`;
};
const again = (word, other) => { // the query with another word, as a button
  const q = form.q.value.split(word).join(other);
  return el('button', { type: 'button', onclick() { form.q.value = q; query(); } }, other);
};
const wordIn = (text, folded, fold) => text.match(/[\p{L}\p{N}\p{M}'’]+/gu)?.find(word => fold(word)[0] === folded) ?? folded;
const alike = (typed, other) => (typed[0] === typed[0].toUpperCase() ? other[0].toUpperCase() + other.slice(1) : other);
const advise = ({ changes, perhaps }, words) => {
  const typed = word => wordIn(words, word, window.engine.words);
  if (changes.length) {
    const instead = changes.reduce((all, [word, other]) => all.split(typed(word)).join(alike(typed(word), other)), words);
    nearest.replaceChildren(`No text has ${changes.map(([word]) => `“${typed(word)}”`).join(' or ')}. Shown is what was found for `, el('b', {}, instead), '.');
  }
  else if (perhaps) nearest.replaceChildren('Did you mean ', again(typed(perhaps[0]), perhaps[1]), '?');
  else nearest.replaceChildren();
};
const query = async () => {
  const mine = ++run, data = new FormData(form), words = data.get('q').trim();
  keep(data); status.textContent = words ? 'Searching …' : ''; nearest.replaceChildren(); $('#places').replaceChildren();
  let said, all = [];
  try {
    const volumes = volumesOf(data), { search } = await engine();
    const answer = await (words ? search(words, { volumes, zone: Number(data.get('zone')) }) : everything(volumes));
    const { results, inferred } = await dated(await choose(answer.documents), data.get('from'), data.get('to'), data.get('stated'), data.get('sort'));
    $$('[name=volume]').forEach(box => { // the count of each volume
      const n = results.filter(r => r.volume === box.value).length;
      $('.quiet', box.parentElement).textContent = n ? n.toLocaleString('en') : '';
    });
    if (mine !== run) return;
    $('#places').replaceChildren(...await goTo(words, volumes));
    all = results; marker = answer.marks; said = tell(words, all.length, answer, inferred);
    advise(answer, words);
  } catch (fault) {
    console.error(fault);
    said = 'The index could not be read. Reload the page to try again.';
  }
  if (mine !== run) return;
  status.textContent = said; found = all; rest = words ? [...all] : []; list.replaceChildren(); $('#save').hidden = !(words && all.length);
  await showMore();
  form.dataset.shown = String(mine);
};
const warm = async () => { await (await engine()).directory().catch(() => {}); };
form.q.addEventListener('input', warm, { once: true }); // load the engine while the reader types
form.addEventListener('submit', e => { e.preventDefault(); query(); });
form.addEventListener('change', e => { if (e.target !== form.q) query(); });
groups.forEach(g => g.addEventListener('toggle', () => { if (g.open && !g.querySelector('li')) query(); }));
more.addEventListener('click', showMore);
new IntersectionObserver(seen => { if (seen.some(s => s.isIntersecting)) showMore(); }).observe(more); // load more results as the reader scrolls

if (matchMedia('(min-width:64rem)').matches) $$('#narrow, #narrow details:first-of-type').forEach(group => { group.open = true; });
form.q.value = wanted.get('q') ?? '';
['from', 'to', 'stated', 'zone', 'sort'].forEach(name => { if (wanted.has(name)) form[name].value = wanted.get(name); });
$$('[name=volume]').forEach(box => { box.checked = wanted.getAll('volume').includes(box.value); });
if (form.q.value || [...wanted.keys()].some(k => k !== 'volume' && k !== 'q')) query(); else form.q.focus();
})();
