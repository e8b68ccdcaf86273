/* Enhancement only: every page reads without this file. */
(() => {
'use strict';
const d = document, $ = (s, r = d) => r.querySelector(s), $$ = (s, r = d) => [...r.querySelectorAll(s)];
const on = (el, evs, fn) => evs.split(' ').forEach(e => el.addEventListener(e, fn));
const doc = $('.doc'), wide = matchMedia('(min-width:64rem)'), touch = matchMedia('(hover:none)');
const bare = el => { // copy without ids, links, controls
  const c = el.cloneNode(true);
  $$('.pil,[role=doc-backlink]', c).forEach(x => x.remove());
  $$('a', c).forEach(a => a.replaceWith(...a.childNodes));
  $$('[id]', c).forEach(x => x.removeAttribute('id'));
  return c;
};

// Sidenotes: copies of the endnotes, for the eye only
const sides = new Map();
if (doc) {
  $$('.body [role=doc-noteref]:not(.lost)').forEach(a => {
    const s = d.createElement('div');
    s.className = 'side'; s.ariaHidden = 'true'; s.dataset.n = a.textContent;
    s.append(...bare(d.getElementById(a.hash.slice(1))).childNodes); doc.append(s); sides.set(a, s);
    on(a, 'pointerenter pointerleave', e => s.classList.toggle('lit', e.type === 'pointerenter'));
  });
  new ResizeObserver(() => {
    let floor = 0;
    sides.forEach((s, a) => {
      const y = Math.max(floor, a.getBoundingClientRect().top - doc.getBoundingClientRect().top - 4);
      s.style.top = y + 'px'; floor = y + s.offsetHeight + 16;
      s.classList.toggle('cut', s.scrollHeight > s.clientHeight + 2);
    });
  }).observe(doc);
}

// Preview card for note markers and cross references
const pop = d.createElement('div'); pop.id = 'pop'; pop.role = 'tooltip'; pop.hidden = true; d.body.append(pop);
let cur, timer;
const hide = () => { pop.hidden = true; cur = null; };
const later = () => { timer = setTimeout(hide, 220); };
const show = a => {
  const src = a.dataset.card ? d.getElementById(a.dataset.card) : d.getElementById(a.hash.slice(1)), s = sides.get(a);
  if (!src || (wide.matches && s && !s.matches('.cut'))) return;
  clearTimeout(timer); cur = a;
  const c = d.createElement('div'); c.className = src.className; c.append(...bare(src).childNodes); pop.replaceChildren(c);
  pop.hidden = false;
  const r = a.getBoundingClientRect(), h = pop.offsetHeight, up = r.bottom + h + 12 > innerHeight && r.top > h;
  pop.style.left = Math.max(16, Math.min(r.left - 24, innerWidth - pop.offsetWidth - 16)) + scrollX + 'px';
  pop.style.top = (up ? r.top - h - 8 : r.bottom + 8) + scrollY + 'px';
};
$$('[role=doc-noteref],[data-card]').forEach(a => {
  on(a, 'pointerenter', e => e.pointerType === 'mouse' && show(a));
  on(a, 'pointerleave', later);
  on(a, 'focus', () => a.matches(':focus-visible') && show(a));
  on(a, 'blur', hide);
  on(a, 'click', e => { if (touch.matches && cur !== a) { show(a); if (cur === a) e.preventDefault(); } });
});
on(pop, 'pointerenter', () => clearTimeout(timer));
on(pop, 'pointerleave', later);
on(d, 'pointerdown', e => { if (cur && !pop.contains(e.target) && !cur.contains(e.target)) hide(); });

// Copy a citation
$$('[data-copy]').forEach(b => on(b, 'click', async () => {
  const t = d.getElementById(b.dataset.copy), say = $('#said'), label = b.textContent;
  try {
    await navigator.clipboard.writeText(t.textContent.trim());
    say.textContent = b.textContent = 'Copied'; setTimeout(() => { b.textContent = label; }, 2000);
  } catch { getSelection().selectAllChildren(t); say.textContent = 'Selected. Press Control or Command C to copy.'; }
}));

// A copied passage is the source's text: paragraph numbers and ways back stay behind, page labels come with it
on(d, 'copy', e => {
  const sel = getSelection(), at = sel.rangeCount && sel.anchorNode.parentElement.closest('[data-source]');
  if (!at) return;
  const c = d.createElement('div');
  for (let i = 0; i < sel.rangeCount; i++) c.append(sel.getRangeAt(i).cloneContents());
  $$('[data-by=edition],.sec>h2', c).forEach(x => x.remove());
  $$('p,li,h1,h2,tr,div,dl', c).forEach(x => x.append('\n'));
  $$('td+td', c).forEach(x => x.prepend('\t'));
  const text = c.textContent.replace(/[^\S\n\t]+/g, ' ').replace(/ *\n[\n ]*/g, '\n\n').replace(/^[\n ]+|[\n ]+$/g, '');
  e.clipboardData.setData('text/plain', text);
  e.preventDefault();
});

// Single-key shortcuts; can be turned off (WCAG 2.1.4)
const dlg = $('#keys'), opt = $('#keys-on');
try { opt.checked = localStorage.keys !== 'off'; } catch {}
on(opt, 'change', () => { try { localStorage.keys = opt.checked ? 'on' : 'off'; } catch {} });
on($('[data-keys]'), 'click', () => dlg.showModal());
const go = s => { const a = $(s); if (a) location.href = a.href; };
on(d, 'keydown', e => {
  if (e.key === 'Escape') return hide();
  if (!opt.checked || e.ctrlKey || e.metaKey || e.altKey || e.target.closest('input,select,dialog')) return;
  const act = { n: () => go('[rel=next]'), p: () => go('[rel=prev]'), m: () => go('a[href$="messages.html"]'),
    c: () => { const c = $('#cite'); if (c) { c.scrollIntoView(); c.focus(); } }, '?': () => dlg.showModal() }[e.key];
  if (act) { e.preventDefault(); act(); }
});
})();
