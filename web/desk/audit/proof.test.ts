import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { entryText } from '#kernel/audit/rules'
import { type EntryProof, isProven } from './proof.ts'
import { hex, sm3 } from './sm3.ts'

const bytes = (text: string) => new TextEncoder().encode(text)
const node = (...parts: (Buffer | string)[]) =>
  parts.reduce((hash, part) => hash.update(part), createHash('sm3')).digest()

describe('sm3', () => {
  // GB/T 32905-2016, appendix A.
  it.each([
    ['abc', '66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0'],
    ['abcd'.repeat(16), 'debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732'],
  ])('%s', (text, digest) => {
    expect(hex(sm3(bytes(text)))).toBe(digest)
  })

  it.each([0, 1, 55, 56, 63, 64, 65, 1000])('agrees with the server on %d bytes', (length) => {
    expect(hex(sm3(bytes('智'.repeat(length))))).toBe(node('智'.repeat(length)).toString('hex'))
  })
})

function proofOf(change: unknown): EntryProof {
  const entry = {
    seq: 7,
    id: 'e',
    at: '2026-01-05T08:00:00.000Z',
    trace: 't',
    action: 'appeal.answer',
    actor_kind: 'officer',
    actor_id: 'o',
    org: 'gxq.housing',
    district: '500107',
    subject_type: 'appeal',
    subject_id: 's',
    outcome: 'done',
    change,
  }
  const leaf = node(Buffer.of(0), entryText({ ...entry, at: new Date(entry.at) }))
  const sibling = node('other')
  const root = node(Buffer.of(1), sibling, leaf)
  return {
    entry,
    proof: [{ side: 'left', hash: sibling.toString('hex') }],
    seal: { no: 1, root: root.toString('hex'), hash: '' },
  }
}

describe('proof of an entry', () => {
  it('holds for the entry as it was sealed', () => {
    expect(isProven(proofOf({ state: ['accepted', 'answered'] }))).toBe(true)
  })

  it('fails when a word was changed afterwards', () => {
    const { entry, ...rest } = proofOf({ state: ['accepted', 'answered'] })
    expect(isProven({ ...rest, entry: { ...entry, change: { state: ['accepted', 'closed'] } } })).toBe(false)
  })
})
