/* Enhancements only: every page can be read without this file. */
(() => {
'use strict';
const d = document, $ = (s, r = d) => r.querySelector(s), $$ = (s, r = d) => [...r.querySelectorAll(s)];
const on = (el, evs, fn) => evs.split(' ').forEach(e => el.addEventListener(e, fn));
const doc = $('.doc'), wide = matchMedia('(min-width:64rem)'), touch = matchMedia('(hover:none)');
const bare = (el, links) => { // a copy without ids and controls, and without links unless `links`
  const c = el.cloneNode(true);
  $$('.pilcrow,[role=doc-backlink]', c).forEach(x => x.remove());
  if (!links) $$('a', c).forEach(a => a.replaceWith(...a.childNodes));
  $$('[id]', c).forEach(x => x.removeAttribute('id'));
  return c;
};

const asId = hash => { try { return decodeURIComponent(hash.slice(1)); } catch { return ''; } };

// Side notes: copies of the endnotes, hidden from screen readers and from the keyboard; one is cut only if the next needs the room
const sides = new Map();
if (doc) {
  $$('.body [role=doc-noteref]:not(.lost)').forEach(a => {
    const s = d.createElement('div');
    s.className = 'side'; s.ariaHidden = 'true'; s.dataset.n = a.textContent;
    s.append(...bare(d.getElementById(a.hash.slice(1)), true).childNodes); doc.append(s); sides.set(a, s);
    $$('a', s).forEach(link => { link.tabIndex = -1; });
    on(a, 'pointerenter pointerleave', e => s.classList.toggle('lit', e.type === 'pointerenter'));
  });
  new ResizeObserver(() => {
    const top = doc.getBoundingClientRect().top, tops = [...sides.keys()].map(a => a.getBoundingClientRect().top - top - 4);
    let floor = 0;
    [...sides.values()].forEach((s, i) => {
      const y = Math.max(floor, tops[i]), room = (tops[i + 1] ?? doc.offsetHeight) - y - 16;
      s.style.top = y + 'px'; s.style.maxHeight = `max(17.4em,${room}px)`; floor = y + s.offsetHeight + 16;
      s.classList.toggle('cut', s.scrollHeight > s.clientHeight + 2);
    });
  }).observe(doc);
}

// Where the reader is in a long document
const toc = $('#contents');
if (toc) {
  const at = d.createElement('a'), marks = $$('a', toc).map(a => [a, d.getElementById(asId(a.hash))]), text = $('#text'); let due;
  at.id = 'position'; at.className = 'js'; at.href = '#contents'; at.hidden = true; $('#main').append(at);
  const tell = () => {
    due = 0;
    const past = marks.filter(([, el]) => el.getBoundingClientRect().top < innerHeight / 3).map(([a]) => a);
    const page = past.findLast(a => a.closest('.leaves')), part = past.findLast(a => a.parentElement.matches('.attachment'));
    at.hidden = text.getBoundingClientRect().top > 0;
    at.textContent = [part?.textContent.split(':')[0], page && `p. ${page.textContent} of ${toc.dataset.span}`].filter(Boolean).join(' · ') || 'Contents';
  };
  on(window, 'scroll resize', () => { due ||= requestAnimationFrame(tell); }); tell();
}

// Preview of a note or a reference on hover or focus; a click on a marker keeps it open. The preview of a note keeps its links
const pop = d.createElement('div'); pop.id = 'pop'; pop.role = 'note'; pop.ariaLabel = 'Preview'; pop.hidden = true; $('#main').append(pop);
let cur, held, timer;
const hide = () => { clearTimeout(timer); pop.hidden = true; cur = held = null; };
const later = () => { if (!held) timer = setTimeout(hide, 220); };
const show = a => {
  const note = a.role === 'doc-noteref', src = d.getElementById(a.dataset.card ?? a.hash.slice(1)), s = sides.get(a);
  if (!src || (wide.matches && s && !s.matches('.cut'))) return;
  clearTimeout(timer); if (cur !== a) held = null;
  cur = a;
  const c = d.createElement('div'); c.className = src.className; c.append(...bare(src, note).childNodes); pop.replaceChildren(c);
  pop.hidden = false;
  const r = a.getBoundingClientRect(), h = pop.offsetHeight, up = r.bottom + h + 12 > innerHeight && r.top > h;
  pop.style.left = Math.max(16, Math.min(r.left - 24, innerWidth - pop.offsetWidth - 16)) + scrollX + 'px';
  pop.style.top = (up ? r.top - h - 8 : r.bottom + 8) + scrollY + 'px';
};
$$('[role=doc-noteref],[data-card]').forEach(a => {
  on(a, 'pointerenter', e => e.pointerType === 'mouse' && held !== a && show(a));
  on(a, 'pointerleave', later);
  on(a, 'focus', () => a.matches(':focus-visible') && show(a));
  on(a, 'blur', later);
  on(a, 'click', e => { // a key follows the link, and so does a second click
    if (!e.detail || held === a || (!touch.matches && a.role !== 'doc-noteref')) return hide();
    show(a);
    if (cur === a) { held = a; e.preventDefault(); }
  });
});
on(pop, 'pointerenter focusin', () => clearTimeout(timer));
on(pop, 'pointerleave focusout', later);
on(d, 'pointerdown', e => { if (cur && !pop.contains(e.target) && !cur.contains(e.target)) hide(); });

// Following a link to a place moves the focus there
const land = () => {
  const t = d.getElementById(asId(location.hash));
  if (!t) return;
  if (t.tabIndex < 0) t.tabIndex = -1;
  const panel = t.closest('details'); if (panel) panel.open = true;
  t.focus({ preventScroll: true });
};
on(window, 'hashchange', land); land();

// Copy a citation, or the address of the page
const copy = async (b, words, failed) => {
  const say = $('#said'), label = b.textContent;
  try {
    await navigator.clipboard.writeText(words.trim());
    say.textContent = b.textContent = 'Copied'; setTimeout(() => { b.textContent = label; }, 2000);
  } catch { say.textContent = failed(); }
};
$$('[data-copy]').forEach(b => on(b, 'click', () => {
  const t = d.getElementById(b.dataset.copy), q = $('#c-quote');
  copy(b, t.id === 'c-chi' && q.textContent ? `${q.textContent} ${t.textContent}` : t.textContent,
    () => { getSelection().selectAllChildren(t); return 'Selected. Press Control or Command C to copy.'; });
}));
$$('[data-link]').forEach(b => on(b, 'click', () => {
  const address = $('[rel=canonical]')?.href ?? location.href.split('#')[0];
  copy(b, address, () => { prompt('The address of this document', address); return ''; });
}));
$$('[data-print]').forEach(b => on(b, 'click', () => print()));

// Copying a passage copies the source's text: with page labels, without paragraph numbers and back links
const copied = (sel, less = '') => {
  const c = d.createElement('div');
  for (let i = 0; i < sel.rangeCount; i++) c.append(sel.getRangeAt(i).cloneContents());
  $$('[data-by=edition],.pilcrow,.section>h2' + (less && ',' + less), c).forEach(x => x.remove());
  $$('p,li,h1,h2,tr,div,dl', c).forEach(x => x.append('\n'));
  $$('td+td', c).forEach(x => x.prepend('\t'));
  return c.textContent.replace(/[^\S\n\t]+/g, ' ').replace(/ *\n[\n ]*/g, '\n\n').replace(/^[\n ]+|[\n ]+$/g, '');
};
on(d, 'copy', e => {
  const sel = getSelection();
  if (!sel.rangeCount || !sel.anchorNode.parentElement?.closest('[data-source]')) return;
  e.clipboardData.setData('text/plain', copied(sel));
  e.preventDefault();
});

// The scripts of the search box and of citing are loaded on first use
const box = $('.goto .query') ?? $('#search .query'), from = d.currentScript.src, asked = new Set(), ask = name => {
  if (asked.has(name)) return;
  asked.add(name);
  const s = d.createElement('script'); s.src = new URL(name, from); d.head.append(s);
};
if (box.form.id !== 'search') on(box, 'focus', () => ask('find.js'));
const sheet = d.createElement('dialog'), cite = () => { // the citation, over the text; without a script it is at the end of the page
  ask('cite.js');
  sheet.prepend($('.cite'));
  sheet.showModal();
};
if (doc) {
  sheet.id = 'citing'; sheet.ariaLabel = 'Cite';
  sheet.innerHTML = '<form method="dialog"><button>Close</button></form>';
  $('#main').append(sheet);
  on(sheet, 'close', () => $('#cite').append($('.cite')));
  on(sheet, 'click', e => e.target.closest('a[href^="#"]') && sheet.close());
  on($('[data-cite]'), 'pointerdown', e => e.preventDefault()); // keep the selection
  on($('[data-cite]'), 'click', e => { e.preventDefault(); const b = $('#c-selected'); if (b && !b.hidden) b.click(); else cite(); });
  Object.assign(window, { copied, asId, cite }); // used by cite.js
  on($('#cite'), 'pointerenter focusin', () => ask('cite.js'));
  on(d, 'selectionchange', () => getSelection().anchorNode?.parentElement?.closest('[data-source]') && ask('cite.js'));
  on(window, 'hashchange', () => ask('cite.js'));
  if (location.hash) ask('cite.js');
}

// Filters: the values of a row are in its data attributes, one per line. A row meets a range of days if its own may be in it
const form = $('#find');
if (form) {
  const rows = $$('.docs tr[id]'), keys = $$('select', form).map(s => s.name), run = () => {
    const words = form.q.value.toLowerCase().split(/\s+/), chosen = keys.filter(k => form.elements[k].value);
    const [first, last] = [form.first, form.last].map(day => day.value.trim()), ranged = first || last;
    const dated = ([from, to]) => to !== undefined && (!last || from.slice(0, last.length) <= last) && (!first || !to || to.slice(0, first.length) >= first);
    rows.forEach(r => {
      const next = r.nextElementSibling, text = (r.textContent + (next?.className === 'about' ? next.textContent : '')).toLowerCase();
      r.hidden = !(words.every(w => text.includes(w)) && chosen.every(k => r.dataset[k].split('\n').includes(form.elements[k].value)) && (!ranged || dated(r.dataset.days.split('/'))));
    });
    const shown = rows.filter(r => !r.hidden), n = shown.length, asked = chosen.length || ranged || form.q.value;
    const inferred = ranged && shown.filter(r => r.dataset.date === 'Inferred').length;
    const found = `${n} of ${rows.length} documents${inferred ? `, ${inferred} of them by an inferred date` : ''}`;
    $('#count').textContent = !asked ? '' : n ? found : 'No documents match. Clear a filter to widen the search.';
    const said = new URLSearchParams([...new FormData(form)].filter(([, v]) => v));
    try { history.replaceState(null, '', location.pathname + (asked ? '?' + said : '') + location.hash); } catch {}
  };
  new URLSearchParams(location.search).forEach((v, k) => { if (form.elements[k]) form.elements[k].value = v; });
  on(form, 'input', run); on(form, 'reset', () => setTimeout(run)); on(form, 'submit', e => e.preventDefault());
  if (location.search) run();
}

// Single-key shortcuts, which can be turned off (WCAG 2.1.4)
const dlg = $('#keys'), opt = $('#keys-on');
try { opt.checked = localStorage.keys !== 'off'; } catch {}
on(opt, 'change', () => { try { localStorage.keys = opt.checked ? 'on' : 'off'; } catch {} });
on($('[data-keys]'), 'click', () => dlg.showModal());
const go = s => { const a = $(s); if (a) location.href = a.href; };
on(d, 'keydown', e => {
  if (e.key === 'Escape') return hide();
  if (!opt.checked || e.ctrlKey || e.metaKey || e.altKey || e.target.closest('input,select,dialog')) return;
  const act = { n: () => go('[rel=next]'), p: () => go('[rel=prev]'), m: () => go('a[href$="messages.html"]'),
    c: () => $('[data-cite]')?.click(), '/': () => box.focus(), '?': () => dlg.showModal() }[e.key];
  if (act) { e.preventDefault(); act(); }
});
})();
