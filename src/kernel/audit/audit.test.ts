import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { leafHash, merkleProof, merkleRoot, rootFromProof, sm3 } from './merkle.ts'
import { canonical, difference, type Entry, entryText } from './rules.ts'
import { genesis, type Seal, sealHash } from './seal.ts'
import { checkSeal } from './verify.ts'

test('SM3 of abc as in GB/T 32905', () => {
  expect(sm3('abc').toString('hex')).toBe('66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0')
})

test('every leaf is proven against the root, and no other leaf is', () => {
  fc.assert(
    fc.property(fc.array(fc.string(), { minLength: 1, maxLength: 40 }), fc.nat(), (texts, n) => {
      const leaves = texts.map(leafHash)
      const i = n % leaves.length
      const proof = merkleProof(leaves, i)
      const leaf = leaves[i] ?? genesis
      expect(rootFromProof(leaf, proof)).toEqual(merkleRoot(leaves))
      expect(rootFromProof(leafHash(`${texts[i]}x`), proof)).not.toEqual(merkleRoot(leaves))
    }),
  )
})

test('canonical text does not depend on the order of keys', () => {
  expect(canonical({ b: 1, a: [{ d: null, c: 'x' }] })).toBe(canonical({ a: [{ c: 'x', d: null }], b: 1 }))
  expect(canonical({ a: undefined, b: 1 })).toBe('{"b":1}')
})

test('difference names only what changed', () => {
  expect(difference({ a: 1, b: [1] }, { a: 2, b: [1], c: 3 })).toEqual({ a: [1, 2], c: [null, 3] })
  expect(difference(null, { a: 1 })).toEqual({ a: [null, 1] })
})

const entry = (seq: number, change: unknown = {}): Entry => ({
  seq,
  id: `id${seq}`,
  at: new Date(1e12 + seq),
  trace: 't',
  action: 'appeal.dispatch',
  actor_kind: 'officer',
  actor_id: 'o',
  org: null,
  district: '500107',
  subject_type: 'appeal',
  subject_id: 's',
  outcome: 'done',
  change,
})

function sealOf(entries: readonly Entry[], previous: Buffer = genesis): Seal {
  const leaves = entries.map((e) => leafHash(entryText(e)))
  const body = {
    no: 1,
    at: new Date(2e12),
    entries: entries.map((e) => Number(e.seq)),
    root: merkleRoot(leaves),
    previous,
  }
  return { ...body, leaves: Buffer.concat(leaves), hash: sealHash(body) }
}

describe('checkSeal', () => {
  const entries = [entry(1), entry(2), entry(3)]
  const seal = sealOf(entries)
  const other = Buffer.alloc(32, 7)
  const rows: [string, Seal, Buffer, Entry[], unknown[]][] = [
    ['whole', seal, genesis, entries, []],
    [
      'a changed entry',
      seal,
      genesis,
      [entry(1), entry(2, { x: 1 }), entry(3)],
      [{ kind: 'changed', seal: 1, entry: 2 }],
    ],
    ['a missing entry', seal, genesis, [entry(1), entry(3)], [{ kind: 'missing', seal: 1, entry: 2 }]],
    ['another predecessor', seal, other, entries, [{ kind: 'chain-broken', seal: 1 }]],
    ['a changed root', { ...seal, root: other }, genesis, entries, [{ kind: 'seal-changed', seal: 1 }]],
    [
      'reordered numbers',
      { ...seal, entries: [2, 1, 3] },
      genesis,
      entries,
      [
        { kind: 'seal-changed', seal: 1 },
        { kind: 'changed', seal: 1, entry: 2 },
        { kind: 'changed', seal: 1, entry: 1 },
      ],
    ],
  ]
  test.each(rows)('%s', (_name, given, previous, found, flaws) => {
    expect(checkSeal(given, previous, found)).toEqual(flaws)
  })
})
