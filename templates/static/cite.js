/* Cites a page, a note, a paragraph or the selection, in all formats. Loaded on first use. */
(() => {
'use strict';
const d = document, $ = (s, r = d) => r.querySelector(s), $$ = (s, r = d) => [...r.querySelectorAll(s)];
const { pages, official, parts } = $('.cite').dataset, first = pages.split('-')[0], own = $('.doc').id;
const partOf = id => (official && parts ? parts.replace('{part}', id) : official); // the official address of a note or page
const what = $('#c-what'), quote = $('#c-quote'), here = $('#c-here'), place = $('#c-place'), url = $('#c-url'), add = $('#c-add');
const forms = { bib: $('#c-bib'), ris: $('#c-ris'), csl: $('#c-csl') };

// Printed pages: each label follows its break
const breaks = $$('.body [role=doc-pagebreak]'), label = mark => mark.nextElementSibling.textContent.replace(/Page|[^\p{L}\p{N}]/gu, '');
const pageAt = (range, side) => breaks.reduce((n, mark) => range.comparePoint(mark, 0) <= side ? label(mark) : n, first);
const around = el => { const r = d.createRange(); r.selectNode(el); return r; };
const pagesOf = range => [pageAt(range, -1), pageAt(range, 0)];
/* By the Chicago Manual of Style: 532–34, 101–8, 96–117. */
const pageRange = (a, b) => {
  if (a === b) return a;
  if (!/^\d{3,}$/.test(a) || a.length !== b.length || a % 100 === 0) return `${a}–${b}`;
  let i = 0;
  while (i < b.length - 1 && a[i] === b[i]) i++;
  return `${a}–${b.slice(a % 100 < 10 ? i : Math.min(i, b.length - 2))}`;
};

// What can be cited: its id here, its pages, its place in the Chicago note, its official address, and the label of a note
const ofPage = n => ({ id: `pg_${n}`, from: n, to: n, place: n, url: partOf(`pg_${n}`) });
const ofNote = li => {
  const n = li.dataset.n, marker = $(`[role=doc-noteref][href="#${CSS.escape(li.id)}"]`), at = marker ? pageAt(around(marker), -1) : '';
  const name = marker?.ariaLabel.split(',')[0] ?? `Note ${n}`; // the second note 23 is “Note 23 (2)” here, and has no address of its own there
  const url = name === `Note ${n}` ? partOf(own.replace(/(\d[a-z]?)-\d+$/, '$1') + li.id.slice(own.length)) : official;
  return { id: li.id, from: at, to: at, place: at ? `${at}n${n}` : `note ${n}`, url, name, note: `note ${n}` };
};
const numberOf = id => /p(\d+(?:-\d+)?)$/.exec(id)?.[1];
const ofPassage = (from, to, id, until = id) => {
  const [one, other] = [id, until].map(numberOf);
  const paragraphs = one && (other && other !== one ? `pars. ${one}–${other}` : `par. ${one}`);
  const place = [pageRange(from, to), paragraphs].filter(Boolean).join(', ');
  return { id, from, to, place, url: from ? partOf(`pg_${from}`) : official };
};

// The formats as the page has them, and each for a part of the document
const whole = { place: place.textContent, url: url.textContent };
for (const name in forms) whole[name] = forms[name].textContent;
const bibtex = (c, address) => whole.bib.replace(/(pages = \{)[^}]*/, `$1${c.from}${c.to === c.from ? '' : `--${c.to}`}`)
  .replace(/(url = \{)[^}]*/, `$1${address}`)
  .replace(/(\n\tnote = \{)|\n\}$/, (end, note) => (!c.note ? end : note ? `${note}${c.note}, ` : `,\n\tnote = {${c.note}}\n}`));
const ris = (c, address) => whole.ris.replace(/(SP  - ).*/, `$1${c.from}`).replace(/(EP  - ).*/, `$1${c.to}`)
  .replace(/(UR  - ).*/, `$1${address}`).replace(/ER  -/, c.note ? `N1  - ${c.note}\nER  -` : 'ER  -');
const csl = (c, address) => {
  const [item] = JSON.parse(whole.csl);
  if (c.from) item.page = c.to === c.from ? c.from : `${c.from}-${c.to}`;
  if (address) item.URL = address;
  if (c.note) item.note = [c.note, item.note].filter(Boolean).join(', ');
  return JSON.stringify([item]);
};
const say = c => {
  const address = official && c?.url;
  place.textContent = c ? `, ${c.place}` : whole.place;
  url.textContent = address ? `, ${address}` : whole.url;
  forms.bib.textContent = c ? bibtex(c, address) : whole.bib;
  forms.ris.textContent = c ? ris(c, address) : whole.ris;
  forms.csl.textContent = c ? csl(c, address) : whole.csl;
  quote.textContent = c?.quote ? `“${c.quote}”` : ''; quote.hidden = !c?.quote;
  here.hidden = !c?.id; here.href = `#${c?.id ?? ''}`;
  add.href = `${add.dataset.list}#add=${encodeURIComponent(JSON.stringify(entry(c)))}`;
};
/* What the reading list keeps. The address carries it, because some browsers keep apart what pages on a disk store. */
const entry = c => ({
  document: `${add.dataset.volume}/${own}`, place: c?.id ?? '', quote: c?.quote ?? '',
  note: [...$('#c-chi').childNodes].map(n => [n.textContent, n.nodeName === 'I']),
  ris: forms.ris.textContent, bibtex: forms.bib.textContent, citation: JSON.parse(forms.csl.textContent)[0],
});

// The choices; the fragment of the address also chooses
const choices = new Map();
const offer = (key, words, choice) => {
  if (!choices.has(key)) what.append(new Option(words, key));
  choices.set(key, choice);
};
const choose = key => { what.value = key; say(choices.get(key)); };
new Set([first, ...breaks.map(label)].filter(Boolean)).forEach(n => offer(`pg_${n}`, `Page ${n}`, ofPage(n)));
$$('#contents .attachment>a').forEach(a => {
  const id = a.hash.slice(1), n = pageAt(around(d.getElementById(id)), -1), name = a.textContent.split(':')[0];
  offer(id, name, { id, from: n, to: n, place: [name, n].filter(Boolean).join(', '), url: official });
});
$$('.notes li').map(ofNote).forEach(note => offer(note.id, note.name, note));
what.addEventListener('change', () => choose(what.value));
const follow = () => {
  const id = window.asId(location.hash), el = id && d.getElementById(id), pilcrow = el && $(':scope>.pilcrow', el);
  if (pilcrow && !choices.has(id)) offer(id, `Paragraph ${pilcrow.textContent}`, ofPassage(...pagesOf(around(el)), id));
  if (choices.has(id)) choose(id);
};
say(); addEventListener('hashchange', follow); follow();

// The selection
const button = d.createElement('button');
Object.assign(button, { type: 'button', id: 'c-selected', textContent: 'Cite this', hidden: true }); $('#main').append(button);
const home = node => (node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement);
const selected = () => {
  const sel = getSelection(), r = !sel.isCollapsed && sel.rangeCount && sel.getRangeAt(0);
  return r && home(r.startContainer).closest('[data-source]') && r;
};
const quoted = () => window.copied(getSelection(), 'sup,.anchor,.page-break').replace(/“/g, '‘').replace(/”/g, '’');
let chosen;
const watch = () => {
  const r = selected();
  button.hidden = !r;
  if (!r) return;
  const [at, end] = [r.startContainer, r.endContainer].map(home), li = at.closest('.notes li');
  const [from, until] = [at, end].map(el => el.closest('[data-source] [id]:not(.anchor,sup *)')?.id);
  chosen = { ...(li ? ofNote(li) : ofPassage(...pagesOf(r), from, until)), quote: quoted() };
  const box = r.getBoundingClientRect();
  button.style.left = `${Math.max(16, Math.min(box.left, innerWidth - 120)) + scrollX}px`;
  button.style.top = `${box.bottom + 8 + scrollY}px`;
};
d.addEventListener('selectionchange', watch); watch();
button.addEventListener('pointerdown', e => e.preventDefault()); // keep the selection
button.addEventListener('click', () => {
  offer('selected', 'Selected text', chosen); choose('selected'); button.hidden = true; getSelection().removeAllRanges();
  window.cite();
});
})();
