/* An address without a page: redirects addresses copied from history.state.gov to their page here, and corrects links for this depth. */
(() => {
'use strict';
const d = document, root = d.documentElement;
if (root.dataset.found) return;
root.dataset.found = '1';
const base = new URL('..', d.currentScript.src);
const rule = /^(?:historicaldocuments\/)?([\w-]+)\/(?:(d\d+[a-z]?)((?:fn|p)[\w-]*)?|(pg_\w+))\/?$|^historicaldocuments\/([\w-]+)\/?$/;
const asked = decodeURI(location.pathname.slice(base.pathname.length)), m = rule.exec(asked);
if (m) {
  const [, volume, doc, part, page, whole] = m, hash = part ? '#' + doc + part : location.hash;
  location.replace(new URL(whole ? `${whole}/index.html` : page ? `${volume}/pages.html#${page}` : `${volume}/${doc}.html${hash}`, base));
  return;
}
for (const a of d.querySelectorAll('a[href]:not([href^="#"],[href*="//"])')) a.href = new URL(a.getAttribute('href'), base);
for (const f of d.querySelectorAll('form[action]')) f.action = new URL(f.getAttribute('action'), base);
const n = /^([\w-]+)\/(d\d+[a-z]?)\.html$/.exec(asked), official = d.getElementById('official');
if (n && official && n[1].startsWith('frus')) {
  const link = official.querySelector('a');
  link.href = link.textContent = `https://history.state.gov/historicaldocuments/${n[1]}/${n[2]}`;
  official.hidden = false;
}
})();
