/**
 * Comparators over UTF-16 units that lie in typed arrays, so that comparing millions of pairs makes no objects.
 * A text is given by its array, where it starts and how long it is.
 */
const longest = 512
const rows = new Int32Array(3 * (longest + 2))
const matchedLeft = new Uint8Array(longest)
const matchedRight = new Uint8Array(longest)

/**
 * Levenshtein distance; with `swaps` two neighbouring units in each other's place cost one (optimal string alignment,
 * the restricted Damerau distance). Returns `most + 1` as soon as it must exceed `most`. Texts beyond 512 units are cut.
 */
export function editDistance(
  a: Uint16Array,
  aFrom: number,
  aLength: number,
  b: Uint16Array,
  bFrom: number,
  bLength: number,
  swaps: boolean,
  most: number,
): number {
  let n = Math.min(aLength, longest)
  let m = Math.min(bLength, longest)
  let i = aFrom
  let j = bFrom
  while (n > 0 && m > 0 && a[i] === b[j]) {
    i++
    j++
    n--
    m--
  }
  while (n > 0 && m > 0 && a[i + n - 1] === b[j + m - 1]) {
    n--
    m--
  }
  if (Math.abs(n - m) > most) return most + 1
  if (n === 0 || m === 0) return n + m
  return alignment(a, i, n, b, j, m, swaps, most)
}

/** More than any distance, so that a cell outside the band is never the way. */
const far = 1 << 20

/** Fills only the band of cells that can end within `most`. */
function alignment(
  a: Uint16Array,
  aFrom: number,
  n: number,
  b: Uint16Array,
  bFrom: number,
  m: number,
  swaps: boolean,
  most: number,
): number {
  const width = m + 2
  let before = 0
  let last = width
  let next = 2 * width
  for (let k = 0; k <= m; k++) rows[last + k] = k
  for (let row = 1; row <= n; row++) {
    const unit = a[aFrom + row - 1]
    const low = row > most ? row - most : 1
    const high = Math.min(row + most, m)
    let least = far
    rows[next + low - 1] = low === 1 ? row : far
    rows[next + high + 1] = far
    for (let k = low; k <= high; k++) {
      const other = b[bFrom + k - 1]
      let cost = (rows[last + k - 1] as number) + (unit === other ? 0 : 1)
      const removed = (rows[last + k] as number) + 1
      if (removed < cost) cost = removed
      const added = (rows[next + k - 1] as number) + 1
      if (added < cost) cost = added
      if (swaps && row > 1 && k > 1 && unit === b[bFrom + k - 2] && a[aFrom + row - 2] === other) {
        const swapped = (rows[before + k - 2] as number) + 1
        if (swapped < cost) cost = swapped
      }
      rows[next + k] = cost
      if (cost < least) least = cost
    }
    // A swap reaches back two rows, so one row above the limit does not yet end it.
    if (least > most + (swaps ? 1 : 0)) return most + 1
    const free = before
    before = last
    last = next
    next = free
  }
  const distance = rows[last + m] as number
  return distance > most ? most + 1 : distance
}

/** 1 − Levenshtein distance / length of the longer text; 1 for two empty texts. */
export function editSimilarity(
  a: Uint16Array,
  aFrom: number,
  aLength: number,
  b: Uint16Array,
  bFrom: number,
  bLength: number,
): number {
  const longer = Math.max(aLength, bLength)
  if (longer === 0) return 1
  return 1 - editDistance(a, aFrom, aLength, b, bFrom, bLength, false, longest) / longer
}

/** Edits that two texts may lie apart and still be as similar as `atLeast`. */
export function mostEdits(aLength: number, bLength: number, atLeast: number): number {
  const longer = Math.max(aLength, bLength)
  // The same division as in editSimilarity decides at the edge, so that rounding cannot part the two.
  const most = Math.ceil((1 - atLeast) * longer)
  return 1 - most / longer >= atLeast ? most : most - 1
}

/**
 * Jaro–Winkler similarity: prefix weight 0.1 for at most four units, applied above a Jaro similarity of 0.7 (Winkler
 * 1990; the same numbers as jellyfish and rapidfuzz give). Texts beyond 512 units are cut.
 */
export function jaroWinkler(
  a: Uint16Array,
  aFrom: number,
  aLength: number,
  b: Uint16Array,
  bFrom: number,
  bLength: number,
): number {
  const n = Math.min(aLength, longest)
  const m = Math.min(bLength, longest)
  if (n === 0 || m === 0) return n === m ? 1 : 0
  const common = markCommon(a, aFrom, n, b, bFrom, m)
  if (common === 0) return 0
  const swapped = countSwapped(a, aFrom, n, b, bFrom)
  const jaro = (common / n + common / m + (common - Math.floor(swapped / 2)) / common) / 3
  if (jaro <= 0.7) return jaro
  let prefix = 0
  while (prefix < 4 && prefix < n && prefix < m && a[aFrom + prefix] === b[bFrom + prefix]) prefix++
  return jaro + prefix * 0.1 * (1 - jaro)
}

/** Marks the units that both share within Jaro's search range and counts them. */
function markCommon(a: Uint16Array, aFrom: number, n: number, b: Uint16Array, bFrom: number, m: number) {
  const half = Math.max(n, m) >> 1
  const range = half > 0 ? half - 1 : 0
  for (let i = 0; i < n; i++) matchedLeft[i] = 0
  for (let j = 0; j < m; j++) matchedRight[j] = 0
  let common = 0
  for (let i = 0; i < n; i++) {
    const low = i > range ? i - range : 0
    const high = Math.min(i + range, m - 1)
    for (let j = low; j <= high; j++) {
      if (matchedRight[j] === 1 || a[aFrom + i] !== b[bFrom + j]) continue
      matchedLeft[i] = 1
      matchedRight[j] = 1
      common++
      break
    }
  }
  return common
}

/** Of the marked units, how many stand against another one when both are read in order. */
function countSwapped(a: Uint16Array, aFrom: number, n: number, b: Uint16Array, bFrom: number): number {
  let swapped = 0
  let j = 0
  for (let i = 0; i < n; i++) {
    if (matchedLeft[i] === 0) continue
    while (matchedRight[j] === 0) j++
    if (a[aFrom + i] !== b[bFrom + j]) swapped++
    j++
  }
  return swapped
}

/** The units of a text. */
export function unitsOf(text: string): Uint16Array {
  const units = new Uint16Array(text.length)
  for (let k = 0; k < text.length; k++) units[k] = text.charCodeAt(k)
  return units
}

/** Similarity of two texts in 0 … 1, for single comparisons; the linkage itself compares columns. */
export function similarityOf(by: 'jaro-winkler' | 'levenshtein', a: string, b: string): number {
  const compare = by === 'jaro-winkler' ? jaroWinkler : editSimilarity
  return compare(unitsOf(a), 0, a.length, unitsOf(b), 0, b.length)
}

/** Edits that lead from one text to the other; with `swaps` exchanging two neighbours is one edit. */
export function editsBetween(a: string, b: string, swaps = false): number {
  return editDistance(unitsOf(a), 0, a.length, unitsOf(b), 0, b.length, swaps, longest)
}
