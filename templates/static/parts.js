/* On a page that was divided into parts: an address that names a place leads on to the part that has it. Without this script the reader
   arrives at the link to that place. `places` lists the places of each part, if the page itself does not. */
(() => {
'use strict';
const follow = () => {
  const id = decodeURIComponent(location.hash.slice(1));
  if (!id) return;
  const place = document.getElementById(id), [part] = Object.entries(window.places ?? {}).find(([, ids]) => ids.split(' ').includes(id)) ?? [];
  if (place?.matches('[data-part]')) location.replace(place.href || place.dataset.part);
  else if (!place && part) location.replace(`${part}#${encodeURIComponent(id)}`);
};
window.addEventListener('hashchange', follow);
follow();
})();
