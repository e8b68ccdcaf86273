/* The search page: searches the full-text indexes of the chosen volumes, and shows the paragraphs and notes that match.
   No part of an index is loaded before the first query. From a disk, where no index can be read, it searches heads, dates, people and messages. */
(() => {
'use strict';
const d = document, here = d.currentScript.src, root = new URL('..', here);
const $ = (s, r = d) => r.querySelector(s), $$ = s => [...d.querySelectorAll(s)];
const form = $('#search'), list = $('#results'), status = $('#found'), more = $('#more'), disk = location.protocol === 'file:';
const SHOWN = 6, PASSAGES = 3, WORDS = 32, WAIT = 30_000, MANY = 3;
const el = (name, props = {}, ...children) => { const e = Object.assign(d.createElement(name), props); e.append(...children); return e; };
const script = src => new Promise(done => d.head.append(el('script', { src: new URL(src, root), onload: done, onerror: done })));
const once = fn => { const known = new Map(); return key => known.get(key) ?? (known.set(key, fn(key)), known.get(key)); };

// Loaded once each: the list of volumes, their facets, the engine with the indexes merged into it
const volumes = once(async () => { await script('volumes.js'); return window.volumes ?? []; });
const facets = once(async id => { await script(`${encodeURIComponent(id)}/facets.js`); return window.facets?.[id]; });
const finder = once(async () => { await script('static/find.js'); return window.finder; });
const engine = once(async indexes => {
  const base = new URL('static/search/', root), paths = indexes.split('\n'), program = import(new URL('pagefind.js', base));
  if (paths.length > MANY) await lists('');
  const engine = (await program).createInstance({ basePath: base.pathname, noWorker: true });
  const merged = Promise.all(paths.map(path => engine.mergeIndex(new URL(path, root).pathname)));
  const late = new Promise((_, fail) => setTimeout(fail, WAIT, new Error('the index did not load'))); // Pagefind itself waits forever
  await Promise.race([merged, late]);
  return engine;
});
/* Pagefind requests the list of parts of each index. If there are many indexes, all lists are in one file, which answers its requests. */
const held = new Map(), net = window.fetch.bind(window);
const lists = once(async () => {
  const file = await net(new URL('static/search/lists.bin', root));
  const bytes = new Uint8Array(await new Response(file.body.pipeThrough(new DecompressionStream('gzip'))).arrayBuffer()), end = bytes.indexOf(10);
  let at = end + 1;
  for (const [path, size] of JSON.parse(new TextDecoder().decode(bytes.subarray(0, end)))) {
    held.set(new URL(path, root).pathname, bytes.subarray(at, at += size));
  }
  window.fetch = (asked, how) => {
    const part = held.get(new URL(asked.url ?? asked, here).pathname);
    return part ? Promise.resolve(new Response(part)) : net(asked, how);
  };
});

// The volumes to search: those chosen, else all. The indexes name a document by its volume's key and its id: `key.d145`
const asked = async () => {
  const chosen = new FormData(form).getAll('volume'), all = await volumes();
  return chosen.length ? all.filter(v => chosen.includes(v.id)) : all;
};
const namedBy = (id, chosen) => {
  const dot = id.indexOf('.'), volume = chosen.find(v => v.key === id.slice(0, dot));
  return volume && { volume, local: id.slice(dot + 1) };
};

/* The documents that contain all words and phrases, best first. In a plain query, an index replaces a word that it does not have with a
   shorter one: so each word is searched as a phrase, and the plain query only ranks. */
const search = async (words, chosen) => {
  const ask = await engine(chosen.map(v => v.index).join('\n')), of = async part => (await ask.search(part)).results;
  const parts = (words.match(/["“][^"”]+["”]|\S+/g) ?? []).map(part => part.replace(/["“”]/g, ''));
  const ranked = of(parts.join(' '));
  const found = await Promise.all(parts.map(async part => new Map((await of(`"${part}"`)).map(r => [r.id, r]))));
  const none = parts.filter((_, n) => !found[n].size);
  if (none.length) throw new RangeError(none.map(part => `“${part}”`).join(', '));
  const best = new Map([...await ranked, ...found[0].values()].map(r => [r.id, r]));
  return [...best.values()].filter(r => found.every(ids => ids.has(r.id)));
};
const fromDisk = async (words, chosen) => {
  const { load, match } = await finder(), folders = new Map(chosen.map(v => [encodeURIComponent(v.id), v.key]));
  return match(words, await load(chosen.map(v => v.id))).map(hit => {
    const [, folder, local] = /^([^/]*)\/(.*)\.html/.exec(hit.href) ?? [];
    return { id: `${folders.get(folder)}.${local}`, hit };
  });
};

// The matches in a document by paragraph and note, those with the most matches first
const places = data => {
  const words = data.content.split(/\s+/), anchors = data.anchors.filter(a => a.id).sort((a, b) => a.location - b.location), groups = new Map();
  for (const { location, balanced_score } of data.weighted_locations) {
    const n = anchors.findLastIndex(a => a.location <= location), group = groups.get(n) ?? { score: 0, hits: [] };
    group.score += balanced_score; group.hits.push(location); groups.set(n, group);
  }
  return [...groups].sort((a, b) => b[1].score - a[1].score || a[0] - b[0]).slice(0, PASSAGES).map(([n, { hits }]) => {
    const start = anchors[n]?.location ?? 0, end = anchors[n + 1]?.location ?? words.length;
    const from = Math.max(start, Math.min(hits[0] - 6, end - WORDS)), to = Math.min(end, from + WORDS);
    return { id: anchors[n]?.id ?? '', words: words.slice(from, to), hits: new Set(hits.map(h => h - from)), cut: [from > start, to < end] };
  });
};
const JOINED = '\u2060'; // after a dash: the blank that follows is the index's, not the text's
const excerpt = ({ words, hits, cut }) => {
  const out = [cut[0] ? '… ' : ''];
  words.forEach((word, n) => {
    const [, before, core, after] = /^([^\p{L}\p{N}]*)(.*?)([^\p{L}\p{N}]*)$/su.exec(word.replace(JOINED, ''));
    out.push(before, hits.has(n) ? el('mark', {}, core) : core, after, word.endsWith(JOINED) ? '' : ' ');
  });
  return [...out, cut[1] ? '…' : ''];
};
const label = spelled => spelled.replace(/(?<=\w)-(\d+)$/, ' ($1)').replace(/^(?:-[\da-f]+)+/, signs => signs.slice(1).split('-').map(code => String.fromCodePoint(parseInt(code, 16))).join(''));
const called = (id, local) => {
  const part = id.startsWith(local) ? id.slice(local.length) : id;
  return /^p\d/.test(part) ? `¶${part.slice(1)}` : /^fn/.test(part) ? `note ${label(part.slice(2))}` : /^ed/.test(part) ? `editors’ note ${part.slice(3)}` : 'heading';
};
const show = async (item, result) => {
  const { hit, document } = result;
  if (hit) {
    const title = el('a', { href: new URL(hit.href, root).href }, `${hit.name}${hit.head ? `. ${hit.head}` : ''}`);
    return item.replaceChildren(el('h3', {}, title), el('p', { className: 'quiet' }, [hit.says, hit.volume].filter(Boolean).join(' · ')));
  }
  const { volume, local } = document, page = new URL(`${encodeURIComponent(volume.id)}/${local}.html`, root).href;
  const data = await result.data(), said = [data.meta.about, volume.title].filter(Boolean).join(' · ');
  item.replaceChildren(el('h3', {}, el('a', { href: page }, data.meta.title)), el('p', { className: 'quiet' }, said), ...places(data).map(place =>
    el('p', {}, el('a', { href: `${page}#${place.id}` }, called(place.id, local)), ' ', ...excerpt(place))));
};

// Facets: the values of the results, each with its count. They are loaded when the first is opened or chosen
const groups = $$('[data-facet]'), chosenOf = group => [...group.querySelectorAll(':checked')].map(c => c.value);
const wanted = new URLSearchParams(location.search);
const inUse = () => groups.some(g => g.open || chosenOf(g).length || wanted.has(g.dataset.facet));
const valuesOf = async (chosen, facet) => {
  const values = new Map();
  for (const { id } of chosen) {
    const of = await facets(id);
    for (const [value, at] of Object.entries(of?.values[facet] ?? {})) {
      const ids = values.get(value) ?? values.set(value, new Set()).get(value);
      at.forEach(place => ids.add(`${of.key}.${of.documents[place]}`));
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
  if (picked.size) group.open = true;
};
/* The ids that pass all facets. Each facet counts the results that pass the others. */
const choose = async (ids, chosen) => {
  if (!inUse()) return ids;
  const all = new Map();
  for (const g of groups) all.set(g, await valuesOf(chosen, g.dataset.facet));
  const picked = new Map(groups.map(g => [g, new Set([...chosenOf(g), ...wanted.getAll(g.dataset.facet)])]));
  groups.forEach(g => wanted.delete(g.dataset.facet));
  const passes = (id, but) => groups.every(g => g === but || !picked.get(g).size || [...picked.get(g)].some(v => all.get(g).get(v)?.has(id)));
  for (const g of groups) {
    const open = ids.filter(id => passes(id, g));
    const counted = [...all.get(g)].map(([value, of]) => [value, open.filter(id => of.has(id)).length]);
    fill(g, counted.filter(([value, count]) => count || picked.get(g).has(value)), picked.get(g));
  }
  return ids.filter(id => passes(id));
};

// A query
let run = 0, rest = [];
const showMore = async () => {
  const next = rest.splice(0, SHOWN);
  more.hidden = true;
  await Promise.all(next.map(result => { const item = el('li'); list.append(item); return show(item, result); }));
  more.hidden = !rest.length;
};
const everything = async chosen => {
  const known = await Promise.all(chosen.map(v => facets(v.id)));
  return known.flatMap(of => of?.documents.map(local => ({ id: `${of.key}.${local}` })) ?? []);
};
const keep = data => { // the address states the query
  const address = new URLSearchParams([...data].filter(([, v]) => v));
  wanted.forEach((v, k) => { if (groups.some(g => g.dataset.facet === k)) address.append(k, v); });
  try { history.replaceState(null, '', `?${address}`); } catch { /* not allowed from a disk */ }
};
const tell = (words, n) => {
  const found = `${n.toLocaleString('en')} ${n === 1 ? 'document' : 'documents'}`;
  if (!words) return `${found} to search`;
  const less = disk ? ' From a disk, the search covers numbers, headings, dates, people and messages, not the texts.' : '';
  return `${n ? found : `No document contains “${words}”`}.${less}`;
};
const query = async () => {
  const mine = ++run, data = new FormData(form), words = data.get('q').trim();
  keep(data); status.textContent = words ? 'Searching …' : '';
  let said, found = [];
  try {
    const chosen = await asked(), all = await (!words ? everything : disk ? fromDisk.bind(null, words) : search.bind(null, words))(chosen);
    const documents = all.map(r => ({ ...r, data: () => r.data(), document: namedBy(r.id, chosen) })).filter(r => r.document || r.hit);
    const passed = new Set(await choose(documents.map(r => r.id), chosen));
    $$('[name=volume]').forEach(box => { // the count of each volume
      const n = documents.filter(r => r.document?.volume.id === box.value && passed.has(r.id)).length;
      $('.quiet', box.parentElement).textContent = n ? n.toLocaleString('en') : '';
    });
    found = documents.filter(r => passed.has(r.id)); said = tell(words, found.length);
  } catch (fault) {
    if (!(fault instanceof RangeError)) console.error(fault);
    said = fault instanceof RangeError ? `No document contains ${fault.message}.` : 'The index could not be read. Reload the page to try again.';
  }
  if (mine !== run) return;
  status.textContent = said; rest = words ? found : []; list.replaceChildren();
  await showMore();
  form.dataset.shown = String(mine);
};
const warm = async () => { if (!disk) await engine((await asked()).map(v => v.index).join('\n')).catch(() => {}); };
form.q.addEventListener('input', warm, { once: true }); // load the engine while the reader types
form.addEventListener('submit', e => { e.preventDefault(); query(); });
form.addEventListener('change', e => { if (e.target.type === 'checkbox') query(); });
groups.forEach(g => g.addEventListener('toggle', () => { if (g.open && !g.querySelector('li')) query(); }));
more.addEventListener('click', showMore);
new IntersectionObserver(seen => { if (seen.some(s => s.isIntersecting)) showMore(); }).observe(more); // load more results as the reader scrolls

if (matchMedia('(min-width:64rem)').matches) $('details', form).open = true;
form.q.value = wanted.get('q') ?? '';
$$('[name=volume]').forEach(box => { box.checked = wanted.getAll('volume').includes(box.value); });
if (form.q.value || [...wanted.keys()].some(k => k !== 'volume' && k !== 'q')) query(); else form.q.focus();
})();
