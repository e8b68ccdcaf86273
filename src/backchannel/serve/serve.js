/* Added to each page that `backchannel serve` serves: reloads the page when it changes, and shows the result of the last build in its corner. */
(() => {
'use strict';
const d = document, stamp = d.currentScript.dataset.stamp, AT = 'backchannel-at', DISMISSED = 'backchannel-dismissed', SOON = 400;
const el = (name, props = {}, ...children) => { const e = Object.assign(d.createElement(name), props); e.append(...children); return e; };

// The corner
const close = el('button', { type: 'button', textContent: '×', title: 'Dismiss (Esc)' }), status = el('div');
const corner = el('aside', { className: 'build-news', hidden: true }, status, close);
close.setAttribute('aria-label', 'Dismiss');
corner.setAttribute('aria-label', 'Build');
status.setAttribute('role', 'status');
const list = (words, entries) => entries.length ? [el('p', { className: 'kicker' }, words), el('ul', {}, ...entries.map(e => el('li', {}, e)))] : [];
let shown = '', first = true, soon;
const show = told => {
  const { state, line, found, mended } = JSON.parse(told), loud = state === 'failed' || found.length || mended.length;
  shown = JSON.stringify(loud ? [state === 'failed' && line, found, mended] : []); // an updated search index does not bring a dismissed corner back
  if (sessionStorage.getItem(DISMISSED) !== shown) sessionStorage.removeItem(DISMISSED);
  corner.dataset.state = loud ? 'loud' : 'quiet';
  status.setAttribute('aria-live', first && !loud ? 'off' : 'polite'); // do not announce “Up to date.” when a page loads
  first = false;
  corner.hidden = sessionStorage.getItem(DISMISSED) === shown;
  status.replaceChildren(el('p', {}, line), ...list('New', found), ...list('Fixed', mended));
};
const tell = told => { // do not announce the start of a short build
  clearTimeout(soon);
  soon = JSON.parse(told).state === 'building' ? setTimeout(show, SOON, told) : void show(told);
};
const dismiss = () => {
  const back = corner.contains(d.activeElement);
  sessionStorage.setItem(DISMISSED, shown);
  corner.hidden = true;
  if (back) d.getElementById('main')?.focus({ preventScroll: true });
};
close.addEventListener('click', dismiss);
corner.addEventListener('keydown', e => { if (e.key === 'Escape') dismiss(); });
d.body.append(corner);

// Reload at the same scroll position, but not while the user is typing
const [path, ...at] = JSON.parse(sessionStorage.getItem(AT) ?? '[]');
sessionStorage.removeItem(AT);
if (path === location.pathname) scrollTo(...at);
let typing = false, late = false;
const reload = () => {
  if (late = typing) return;
  sessionStorage.setItem(AT, JSON.stringify([location.pathname, scrollX, scrollY]));
  location.reload();
};
addEventListener('input', () => { typing = true; });
for (const end of ['submit', 'focusout']) addEventListener(end, () => { typing = false; if (late) reload(); });

// Listen for events only while the page is visible: a browser allows six connections to a server for all its tabs
let source;
const listen = () => {
  source?.close();
  if (d.hidden) return;
  source = new EventSource(`/_backchannel/events?${new URLSearchParams({ page: location.pathname, stamp })}`);
  source.addEventListener('reload', () => { source.close(); reload(); });
  source.addEventListener('news', e => tell(e.data));
  source.addEventListener('error', () => tell(JSON.stringify({ state: 'failed', line: 'The server is not responding.', found: [], mended: [] })));
};
d.addEventListener('visibilitychange', listen);
addEventListener('pageshow', e => { if (e.persisted) listen(); });
addEventListener('pagehide', () => source?.close());
listen();
})();
