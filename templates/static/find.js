/* The search box in the header of each page: goes to a page, a document or a message. Loaded on first use. All data are plain scripts, which
   also load from a disk. */
(() => {
'use strict';
const d = document, root = new URL('..', d.currentScript.src), most = 8;
const fold = s => s.normalize('NFKD').replace(/\p{M}/gu, '').replace(/[’‘]/g, "'").toLowerCase();
const plain = s => ` ${fold(s).replace(/[^\p{L}\p{N}]+/gu, ' ')}`; // words, each after a space
const script = path => new Promise(done => {
  const s = d.createElement('script');
  s.src = new URL(path, root); s.onload = s.onerror = done; d.head.append(s);
});
const loading = {};
const load = async volumes => {
  await Promise.all(volumes.map(v => loading[v] ??= script(encodeURIComponent(v) + '/finder.js')));
  return volumes.map(v => window.finders?.[v]).filter(Boolean);
};
const every = async () => {
  await (loading[''] ??= script('volumes.js'));
  return (window.volumes ?? []).map(v => v.id);
};

// Each rule: a pattern of the query, and the entries of a finder that match it. The matches of the first rule that has any come before those of the words.
const rules = [
  [/^\[?(?:p|pp|pg|page|pages)[.\s]*([\divxlc]+)\]?$/, (f, n) => f.pages.filter(p => p[0].toLowerCase() === n).map(page)],
  [/^(?:d|doc|docs|document|no|number)[.\s]*(\d+[a-z]?)$/, (f, n) => f.documents.filter(p => number(p) === n).map(paper)],
  [/^(\d+[a-z]?)$/, (f, n) => [...f.documents.filter(p => number(p) === n).map(paper), ...f.pages.filter(p => p[0] === n).map(page)]],
  [/(.*\d.*)/, (f, n) => f.messages.filter(m => fold(m[0]) === n).map(message)],
];
const number = p => p[1].replace(/[[\]]/g, '').toLowerCase();
const page = ([n, href, doc]) => ({ href, name: `Page ${n}`, says: `begins in Document ${doc}` });
const paper = ([href, n, head, date, who, code]) => ({ href, name: `Document ${n}`, says: [code, who || head, date].filter(Boolean).join(' · ') });
const message = ([code, href, says]) => ({ href, name: code, says });

/* The entries that match `asked`: first by number, then those whose heads, dates and people contain all its words. */
const match = (asked, finders) => {
  const q = fold(asked).replace(/\s+/g, ' ').trim(), hits = [];
  if (!q) return hits;
  for (const [rule, answer] of rules) {
    const m = rule.exec(q);
    if (m) finders.forEach(f => answer(f, m[1]).forEach(hit => hits.push({ ...hit, volume: f.title, exact: true })));
    if (hits.length) break;
  }
  const words = plain(q).trim().split(' '), seen = new Set(hits.map(h => h.href));
  finders.forEach(f => f.documents.forEach(p => {
    const text = p.folded ??= plain(p.slice(1).join(' '));
    if (!seen.has(p[0]) && words.every(w => text.includes(` ${w}`))) hits.push({ ...paper(p), head: p[2], volume: f.title });
  }));
  return hits;
};
const address = hit => new URL(hit.href, root).href;
window.finder = { every, load, match, address };

// The box
const form = d.querySelector('.goto');
if (!form) return;
const box = form.q, own = form.dataset.volume;
const list = d.createElement('div'); list.id = 'hits'; list.hidden = true; form.append(list);
const say = d.createElement('p'); say.className = 'visually-hidden'; say.role = 'status'; form.append(say);
let finders = [], hits = [];
const draw = () => {
  hits = match(box.value, finders);
  const rows = hits.slice(0, most).map(hit => {
    const a = d.createElement('a'), b = d.createElement('b'), s = d.createElement('span');
    a.href = address(hit); b.textContent = hit.name;
    s.textContent = [hit.says, finders.length > 1 && hit.volume].filter(Boolean).join(' · '); a.append(b, ' ', s);
    return a;
  });
  if (box.value.trim()) {
    const a = d.createElement('a');
    a.href = `${form.action}?${new URLSearchParams(new FormData(form))}`;
    a.textContent = `Search the texts for “${box.value.trim()}”`;
    rows.push(a);
  }
  list.replaceChildren(...rows); list.hidden = !rows.length;
  say.textContent = rows.length ? `${hits.length} found` : '';
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
form.addEventListener('submit', e => { // if there are several matches, none is chosen
  const exact = hits.filter(h => h.exact);
  if (!exact.length) return;
  e.preventDefault();
  if (exact.length > 1) return list.querySelector('a').focus();
  location.href = address(exact[0]); close();
});
(async () => { finders = await load(own ? [own] : await every()); if (d.activeElement === box) draw(); form.dataset.ready = ''; })();
})();
