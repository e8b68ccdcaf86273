/* The engine of the search: finds and ranks the documents that match a query, in the index that `search/directory.js` names. All files are plain
   scripts, which also load from a disk, each on its first use. How postings are written is in `src/backchannel/search/postings.py`. */
(() => {
'use strict';
const d = document, root = new URL('..', d.currentScript.src);
const once = fn => { const known = new Map(); return key => known.get(key) ?? (known.set(key, fn(key)), known.get(key)); };
const script = once(path => new Promise((done, fail) => {
  const s = d.createElement('script');
  s.src = new URL(path, root); s.onload = done; s.onerror = () => fail(new Error(`${path} did not load`)); d.head.append(s);
}));
const shard = once(async name => {
  await script(`search/${name}.js`);
  const data = window.shards[name];
  delete window.shards[name];
  return data;
});
const VALUE = new Uint8Array(128);
let BASE, stemmer;
const directory = once(async () => {
  await Promise.all([script('search/directory.js'), script('static/stemmer.js')]);
  const { digits } = window.directory;
  for (let n = 0; n < digits.length; n++) VALUE[digits.charCodeAt(n)] = n;
  BASE = digits.length / 2; stemmer = new EnglishStemmer();
  return window.directory;
});

// Words, as in `search/words.py`
const LETTERS = String.raw`[\p{L}\p{N}\p{M}]+`, WORDS = new RegExp(`${LETTERS}(?:['’ʼ]${LETTERS})*`, 'gu');
const fold = text => text.toLowerCase().replace(/[’ʼ]/g, "'").normalize('NFKD').replace(/\p{M}/gu, '');
const words = text => fold(text).match(WORDS) ?? [];
const stem = once(word => stemmer.stemWord(word));
const STOP = new Set(`a about after all also an and any are as at be been before but by can could did do does for from had has have he her him his how i if in
 into is it its me my no not of on or our out she should so than that the their them then there these they this to up upon us was we were what when which who will
 with would you your`.split(/\s+/));

// Postings
const SLOTS = 2 ** 20, NOTES = 2 ** 23; // a document's key is volume × SLOTS + slot; positions in notes begin at NOTES
const numbers = (text, at, end) => { // reads the numbers up to `end`
  const found = [];
  for (let n = 0; at < end; at++) {
    const v = VALUE[text.charCodeAt(at)];
    if (v >= BASE) n = n * BASE + v - BASE + 1;
    else { found.push(n * BASE + v); n = 0; }
  }
  return found;
};
const decoded = postings => { // the keys of documents, in order, with weight and zone of each
  const keys = [], codes = [];
  let at = 0, n = 0;
  const next = () => { let v; for (n = 0; (v = VALUE[postings.charCodeAt(at++)]) >= BASE;) n = n * BASE + v - BASE + 1; return n * BASE + v; };
  while (at < postings.length) {
    const volume = next() * SLOTS;
    for (let slot = 0; at < postings.length && postings[at] !== '|';) {
      slot += next(); keys.push(volume + slot); codes.push(VALUE[postings.charCodeAt(at++)]);
    }
    at++;
  }
  return { keys, codes };
};
const rangeOf = ({ ranges }, stem) => {
  let low = 0, high = ranges.length;
  while (low < high) { const mid = (low + high) >> 1; if (ranges[mid][0] <= stem) low = mid + 1; else high = mid; }
  return ranges[low - 1];
};
const linesOf = function* (text, head) { // the lines that begin with a stem: word and postings
  for (let at = text.indexOf(head); at >= 0 && text.startsWith(head, at);) {
    const end = text.indexOf('\n', at + 1), line = text.slice(at + head.length, end), blank = line.indexOf(' ');
    yield [line.slice(0, blank), line.slice(blank + 1)];
    at = end;
  }
};
const entry = (range, stem, word, postings) => ({ range, stem, word, ...decoded(postings) });
const family = once(async stem => { // all words with a stem
  const range = rangeOf(await directory(), stem);
  return range ? [...linesOf(await shard(range[1]), `\n${stem} `)].map(([word, postings]) => entry(range, stem, word, postings)) : [];
});
const beginning = once(async prefix => { // all words that begin with some letters
  const { ranges } = await directory(), low = prefix.slice(0, 3), found = [];
  const near = ranges.filter(([first], n) => first.slice(0, 3) <= low && !(ranges[n + 1]?.[0].slice(0, 3) < low));
  for (const range of near) {
    for (const [, stem, word, postings] of (await shard(range[1])).matchAll(/\n(\S+) (\S+) (\S+)/g)) {
      if (word.startsWith(prefix)) found.push(entry(range, stem, word, postings));
    }
  }
  return found;
});
const placed = async entry => { // loads the positions of a word
  if (entry.places) return;
  const [[, line]] = [...linesOf(await shard(entry.range[2]), `\n${entry.stem} `)].filter(([word]) => word === entry.word);
  entry.places = line.split('|').flatMap(volume => volume.split(' '));
  entry.at = new Map(entry.keys.map((key, n) => [key, n]));
};
const positions = (entry, key) => {
  const n = entry.at.get(key);
  if (n === undefined) return [];
  const [text, notes = ''] = entry.places[n].split(',');
  const sums = (part, from) => { let sum = from; return numbers(part, 0, part.length).map(gap => (sum += gap)); };
  return [...sums(text, 0), ...sums(notes, NOTES)].filter(place => place % NOTES); // 0: joined at a hyphen
};

// A query: words, phrases, word beginnings, and those that no document may have
const PARTS = /(-?)(?:["“”]([^"“”]+)["“”]?|(\S+))/g;
const parse = text => [...text.matchAll(PARTS)].flatMap(([, not, quoted, chunk]) => {
  const found = words(quoted ?? chunk), base = { not: not === '-', words: found, quoted: quoted !== undefined };
  if (!found.length) return [];
  if (quoted === undefined && found.length === 1) {
    const prefix = /\p{L}\*$/u.test(chunk) && found[0].length > 2;
    return [{ ...base, kind: prefix ? 'prefix' : 'word', word: found[0] }];
  }
  const joined = quoted === undefined && found.length === 2 && /^\p{L}{2,}-\p{L}{2,}$/u.test(chunk) ? found.join('') : '';
  return [{ ...base, kind: found.length === 1 ? 'exact' : 'phrase', word: found[0], joined }];
});

// The documents of a part: of each key the weight (0 to 1) and the zone (1 text, 2 notes, 3 both)
const OTHER_FORM = .8, STEPS = 16;
const union = (entries, weigh) => {
  const found = new Map();
  for (const e of entries) {
    const factor = weigh(e);
    e.keys.forEach((key, n) => {
      const weight = factor * ((e.codes[n] >> 2) + .5) / STEPS, zone = e.codes[n] & 3, known = found.get(key);
      if (known) { known.weight = 1 - (1 - known.weight) * (1 - weight); known.zone |= zone; } else found.set(key, { weight, zone });
    });
  }
  return found;
};
const bare = word => word.replaceAll("'", '');
const exact = async word => (await family(stem(word))).filter(e => bare(e.word) === bare(word)); // `people's` and `peoples`
const phrase = async list => { // the documents in which these words follow each other
  const found = new Map(), entries = await Promise.all(list.map(exact)), known = entries.map(forms => union(forms, () => 1));
  const rarest = known.reduce((one, other) => (other.size < one.size ? other : one)), keys = [...rarest.keys()].filter(key => known.every(of => of.has(key)));
  if (keys.length) await Promise.all(entries.flat().map(placed));
  const at = (n, key) => entries[n].flatMap(e => positions(e, key));
  for (const key of keys) {
    let starts = at(0, key);
    for (let n = 1; n < list.length && starts.length; n++) { const next = new Set(at(n, key)); starts = starts.filter(place => next.has(place + n)); }
    if (!starts.length) continue;
    const zone = (starts.some(place => place < NOTES) ? 1 : 0) | (starts.some(place => place >= NOTES) ? 2 : 0);
    found.set(key, { weight: 1 - (1 - rarest.get(key).weight) ** Math.min(starts.length, 3), zone });
  }
  return found;
};
const evaluate = async part => {
  if (part.kind === 'word') {
    part.entries = await family(stem(part.word));
    part.found = union(part.entries, e => (e.word === part.word ? 1 : OTHER_FORM));
  } else if (part.kind === 'prefix') part.found = union(await beginning(part.word), () => OTHER_FORM);
  else if (part.kind === 'exact') part.found = union(await exact(part.word), () => 1);
  else {
    part.found = await phrase(part.words);
    if (part.joined) for (const [key, one] of union(await family(stem(part.joined)), () => 1)) if (!part.found.has(key)) part.found.set(key, one);
  }
  return part;
};

/* Ranking: BM25, and more for words that stand together in the text as in the query. */
const NEARBY = 1.5, ENOUGH = 10, MOST = .6; // documents with all parts of a query, unless there are enough, are followed by those with most
const idf = (found, documents) => Math.log(1 + (documents - found + .5) / (found + .5));
const neighbors = async (parts, keys, documents) => { // what documents gain by words that stand together
  const gains = new Map(), pairs = [];
  for (let n = 1; n < parts.length; n++) {
    const [one, other] = [parts[n - 1], parts[n]];
    if (one.kind === 'word' && other.kind === 'word') pairs.push([one, other, other.place - one.place]);
  }
  for (const [one, other, gap] of pairs) {
    await Promise.all([...one.entries, ...other.entries].map(placed));
    const worth = NEARBY * Math.min(idf(one.found.size, documents), idf(other.found.size, documents));
    for (const key of keys) {
      const at = new Set(other.entries.flatMap(e => positions(e, key)));
      const times = one.entries.flatMap(e => positions(e, key)).filter(place => at.has(place + gap)).length;
      if (times) gains.set(key, (gains.get(key) ?? 0) + worth * times / (times + .5));
    }
  }
  return gains;
};
const rank = async (query, { volumes, zone }) => {
  const { documents } = await directory();
  let place = 0;
  query.forEach(part => { part.place = place; place += part.words.length; });
  await Promise.all(query.map(evaluate));
  const wanted = query.filter(part => !part.not), telling = wanted.filter(part => part.kind !== 'word' || !STOP.has(part.word));
  const parts = telling.length ? telling : wanted, without = query.filter(part => part.not);
  const open = (key, one) => (!volumes || volumes.has(Math.floor(key / SLOTS))) && (!zone || one.zone & zone) && !without.some(part => part.found.has(key));
  const scores = new Map();
  for (const part of parts) {
    const worth = idf(part.found.size, documents) * (part.kind === 'phrase' ? 1.5 : 1);
    for (const [key, one] of part.found) {
      if (!open(key, one)) continue;
      const known = scores.get(key) ?? scores.set(key, { score: 0, parts: 0 }).get(key);
      known.score += worth * one.weight; known.parts++;
    }
  }
  const has = key => scores.get(key).parts, all = [...scores.keys()], whole = all.filter(key => has(key) === parts.length).length;
  const least = whole >= ENOUGH ? parts.length : Math.min(Math.max(...all.map(has)), Math.ceil(parts.length * MOST));
  const keys = all.filter(key => has(key) >= least), gains = await neighbors(parts, keys, documents);
  for (const [key, gain] of gains) scores.get(key).score += gain;
  keys.sort((a, b) => (has(b) === parts.length) - (has(a) === parts.length) || scores.get(b).score - scores.get(a).score || a - b);
  return { keys, whole, together: gains.size > 0 };
};

// Words that the index does not have
const distance = (a, b, most) => { // the edits that make one word of another, also swapped letters; more than `most` count as Infinity
  if (Math.abs(a.length - b.length) > most) return Infinity;
  let before, row = Array.from({ length: b.length + 1 }, (_, n) => n);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (a[i - 1] !== b[j - 1]));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) next[j] = Math.min(next[j], before[j - 2] + 1);
    }
    if (Math.min(...next) > most) return Infinity;
    before = row; row = next;
  }
  return row[b.length] > most ? Infinity : row[b.length];
};
const NEAREST = 4;
const listed = once(async letter => {
  const { words } = await directory();
  return letter in words ? (await shard(words[letter])).split(' ').map(word => [word.slice(0, -1), VALUE[word.charCodeAt(word.length - 1)]]) : [];
});
const nearest = async word => { // the nearest words of the index, best first: [word, how often it is, edits]
  const most = word.length < 5 ? 1 : 2, letters = [...new Set([word[0], word[1]])].filter(Boolean);
  const all = (await Promise.all(letters.map(listed))).flat();
  const near = all.map(([other, often]) => [other, often, other === word ? Infinity : distance(word, other, most)]).filter(([,, edits]) => edits <= most);
  const cost = ([other, often, edits]) => edits * 5 - often + (other[0] === word[0] ? 0 : 2);
  return near.sort((a, b) => cost(a) - cost(b) || (a[0] < b[0] ? -1 : 1)).slice(0, NEAREST);
};
const known = async (part, word) => { // whether the index has a word; of a hyphenated pair, whether any text has both together
  if (part.kind === 'phrase' && !part.quoted) return (await evaluate({ ...part })).found.size > 0;
  return (await family(stem(word))).length > 0;
};
/* Replaces the words that the index does not have by the nearest ones, first those that some document has with all the others, next to each
   other if possible. */
const corrected = async (query, options) => {
  const changes = [];
  for (const part of query.filter(p => !p.not && p.kind !== 'prefix')) {
    for (const [n, word] of part.words.entries()) {
      if (/\d/.test(word) || word.length < 3 || await known(part, word)) continue;
      let best;
      for (const [other] of await nearest(word)) {
        const tried = query.map(p => (p === part ? { ...p, words: p.words.with(n, other), word: n ? p.word : other, joined: '' } : p));
        const { whole, together } = await rank(tried.map(p => ({ ...p })), options), worth = 2 * (whole > 0) + together;
        if (!best || worth > best.worth) best = { other, worth, tried };
      }
      if (best && (best.worth || part.kind === 'word')) { changes.push([word, best.other]); query = best.tried; } // a phrase only if a text has it
    }
  }
  return { query, changes };
};
const RARE = 2, OFTEN = 4;
const meant = async query => { // a rare word that may be a misspelled frequent one
  for (const part of query) {
    if (part.kind !== 'word' || part.not || part.word.length < 5 || /\d/.test(part.word)) continue;
    const exact = part.entries.find(e => e.word === part.word), often = exact ? Math.floor(Math.log2(exact.keys.length)) + 1 : 0;
    if (often > RARE) continue;
    const near = (await nearest(part.word)).find(([other]) => stem(other) !== stem(part.word));
    if (near && near[2] === 1 && near[1] >= often + OFTEN) return [part.word, near[0]];
  }
  return null;
};

/* Finds documents. Returns their volume and id in order, best first; the first `whole` of them have all parts of the query; `changes` are the
   words that were replaced, `perhaps` is a word that may be meant instead of a rare one. */
const search = async (text, { volumes = null, zone = 0 } = {}) => {
  const known = await directory(), chosen = volumes && new Set(known.volumes.flatMap((v, n) => (volumes.has(v.id) ? [n] : [])));
  const options = { volumes: chosen, zone }, { query, changes } = await corrected(parse(text), options);
  if (!query.length) return { documents: [], whole: 0, changes, perhaps: null, marks: () => [] };
  const { keys, whole } = await rank(query, options);
  const documents = keys.map(key => {
    const volume = known.volumes[Math.floor(key / SLOTS)], slot = key % SLOTS;
    return { volume: volume.id, title: volume.title, slot, local: volume.odd[slot] ?? `d${slot}` };
  });
  return { documents, whole, changes, perhaps: changes.length ? null : await meant(query), marks: marker(query) };
};
const text = async ({ volume, slot, local }) => { // what the search shows of a document
  const { texts } = (await directory()).volumes.find(v => v.id === volume), name = texts.findLast(([first]) => first <= slot)[1];
  const [, title, about, head, paragraphs, notes] = (await shard(name)).find(([id]) => id === local);
  return { title, about, passages: [[head, title], ...paragraphs, ...notes] };
};

// The places in a passage that match: [[start, end, part] …]
const marker = query => {
  const parts = query.filter(part => !part.not), stems = new Map(), phrases = parts.filter(part => part.kind === 'phrase' || part.kind === 'exact');
  parts.forEach((part, n) => { if (part.kind === 'word') stems.set(stem(part.word), n); if (part.joined) stems.set(stem(part.joined), n); });
  const heads = new Set([...stems.keys()].map(s => s.slice(0, 2))), prefixes = parts.flatMap((part, n) => (part.kind === 'prefix' ? [[part.word, n]] : []));
  return passage => {
    const tokens = [...passage.matchAll(WORDS)].map(m => [m.index, m.index + m[0].length, fold(m[0])]), found = [];
    tokens.forEach(([start, end, word], at) => {
      if (heads.has(word.slice(0, 2)) && stems.has(stem(word))) found.push([start, end, stems.get(stem(word))]);
      const [, last, following] = tokens[at + 1] ?? [];
      if (passage[end] === '-' && following && stems.has(stem(word + following))) found.push([start, last, stems.get(stem(word + following))]);
      for (const [prefix, n] of prefixes) if (word.startsWith(prefix)) found.push([start, end, n]);
      for (const part of phrases) {
        if (part.words.every((w, n) => bare(tokens[at + n]?.[2] ?? '') === bare(w))) found.push([start, tokens[at + part.words.length - 1][1], parts.indexOf(part)]);
      }
    });
    return found;
  };
};
window.engine = { directory, search, text, words, stem };
})();
