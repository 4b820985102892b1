import { describe, expect, it } from 'vitest'
import {
  advance,
  canRetry,
  countUnsent,
  type Entry,
  followers,
  type Happening,
  isOutdated,
  newEntry,
  nextStep,
  nextToSend,
  type RefusalNote,
  type WaitingPhoto,
} from './entry.ts'
import type { ActionWork, CommandWork } from './work.ts'

const action: ActionWork = {
  kind: 'action',
  caseId: 'c1',
  number: 'SQ1',
  action: 'handle',
  version: 4,
  input: { text: '已到现场' },
}
const report = { kind: 'report' as const, body: { text: '井盖破损' } }
const photo = (hash: string | null): WaitingPhoto => ({ name: 'a.jpg', blob: new Blob(['x']), hash })
const make = (part: Partial<Entry> = {}): Entry => ({
  ...newEntry({ id: 'k', owner: 'me', title: '', createdAt: 1, work: action, photos: [] }),
  ...part,
})
const conflict = (available: string[]): RefusalNote => ({
  title: '',
  code: 'conflict',
  trace: '',
  state: 'handled',
  version: 9,
  available,
})

describe('nextStep', () => {
  it.each<[string, Partial<Entry>, object]>([
    ['an action without pictures', {}, { do: 'act', key: 'k-0-act' }],
    ['a picture before the words', { photos: [photo('h1'), photo(null)] }, { do: 'upload', index: 1 }],
    [
      'all pictures there',
      { photos: [photo('h1')] },
      { do: 'attach', key: 'k-0-attach', files: ['h1'], version: 4 },
    ],
    ['pictures in the case', { photos: [photo('h1')], isAttached: true }, { do: 'act', key: 'k-0-act' }],
    [
      'a report',
      { work: report },
      { do: 'submit', key: 'k-0-submit', body: { text: '井盖破损', files: [] } },
    ],
    [
      'a report with a picture',
      { work: report, photos: [photo('h')] },
      { do: 'submit', body: { files: ['h'] } },
    ],
    ['a second round', { round: 1 }, { do: 'act', key: 'k-1-act' }],
  ])('%s', (_name, part, step) => {
    expect(nextStep(make(part))).toMatchObject(step)
  })
})

describe('a form', () => {
  const form = { kind: 'form' as const, resource: 'r1', values: { name: '甲' }, base: null }
  const id = '0123456789abcdef0123456789abcdef'
  const current = { since: '2027-03-01T00:00:00.000Z', data: { name: '乙' } }

  it('is sent with its pictures under an id that the server takes once', () => {
    expect(nextStep(make({ id, work: form, photos: [photo(null)] }))).toMatchObject({ do: 'upload' })
    expect(nextStep(make({ id, work: form, photos: [photo('h1')] }))).toEqual({
      do: 'fill',
      key: `${id}-0-fill`,
      resource: 'r1',
      body: {
        entry: '01234567-89ab-4def-8123-456789abcdef',
        values: { name: '甲' },
        base: null,
        files: ['h1'],
      },
    })
  })

  it('that met another version is sent again only by decision, as a change of that version', () => {
    const refused = make({ id, work: form, state: 'refused', refusal: { ...conflict([]), current } })
    expect(canRetry(refused)).toBe(true)
    expect(nextStep(advance(refused, { type: 'retry' }))).toMatchObject({
      key: `${id}-1-fill`,
      body: { base: current.since },
    })
  })

  it('with something wrong is put right and not sent as it is', () => {
    const problems = [{ item: 'name', reason: 'missing' }]
    const refusal = { ...conflict([]), code: 'invalid', problems }
    expect(canRetry(make({ work: form, state: 'refused', refusal }))).toBe(false)
  })
})

describe('a command', () => {
  const command: CommandWork = {
    kind: 'command',
    scenario: 'spoil',
    sandbox: false,
    command: 'depart',
    party: 'p1',
    fields: { loads: '2' },
    input: { loads: 2 },
  }
  const depart = make({ id: 'a', work: command })
  const arrive = make({ id: 'b', createdAt: 2, work: { ...command, command: 'arrive' } })

  it('is given under one key, however often it is sent', () => {
    expect(nextStep(depart)).toEqual({ do: 'give', key: 'a-0-give', work: command })
    const silent = advance({ ...depart, state: 'sending' }, { type: 'silence', at: 1 })
    expect(nextStep(silent)).toMatchObject({ key: 'a-0-give' })
  })

  it('keeps what the program answered', () => {
    const sent = { type: 'sent' as const, at: 7, receipt: null, output: { ticket: 'T1' } }
    expect(advance({ ...depart, state: 'sending' }, sent)).toMatchObject({ output: { ticket: 'T1' } })
  })

  it('never overtakes an earlier one of its party, unless that one was refused', () => {
    expect(nextToSend([{ ...depart, retryAt: 101 }, arrive], 'me', 100)).toBeUndefined()
    expect(nextToSend([{ ...depart, state: 'refused' }, arrive], 'me', 100)?.id).toBe('b')
    const other = { ...arrive, work: { ...command, party: 'p2' } }
    expect(nextToSend([{ ...depart, retryAt: 101 }, other], 'me', 100)?.id).toBe('b')
    const { party: _, ...byPost } = command
    const first = { ...depart, retryAt: 101, work: byPost }
    expect(nextToSend([first, { ...arrive, work: byPost }], 'me', 100)).toBeUndefined()
    const elsewhere = { ...arrive, work: { ...byPost, scenario: 'lights' } }
    expect(nextToSend([first, elsewhere], 'me', 100)?.id).toBe('b')
  })

  it('that the program refused is not sent again as it is', () => {
    const refusal = { ...conflict([]), code: 'invalid' }
    expect(canRetry({ ...depart, state: 'refused', refusal })).toBe(false)
  })
})

describe('advance', () => {
  it.each<[string, Partial<Entry>, Happening, Partial<Entry>]>([
    ['starts', {}, { type: 'started' }, { state: 'sending' }],
    ['does not start what was refused', { state: 'refused' }, { type: 'started' }, { state: 'refused' }],
    [
      'remembers a picture',
      { photos: [photo(null)] },
      { type: 'uploaded', index: 0, hash: 'h' },
      { attempts: 0 },
    ],
    [
      'first silence',
      { state: 'sending' },
      { type: 'silence', at: 100 },
      { state: 'waiting', reason: 'network', retryAt: 5100, attempts: 1 },
    ],
    [
      'third silence',
      { state: 'sending', attempts: 2 },
      { type: 'silence', at: 0 },
      { retryAt: 20_000, attempts: 3 },
    ],
    ['longest wait', { attempts: 30 }, { type: 'silence', at: 0 }, { retryAt: 300_000 }],
    ['signed out', { state: 'sending' }, { type: 'signed-out' }, { state: 'waiting', reason: 'sign-in' }],
    ['refused', { state: 'sending' }, { type: 'refused', note: conflict([]) }, { state: 'refused' }],
    [
      'sent',
      { state: 'sending' },
      { type: 'sent', at: 7, receipt: 'SQ2' },
      { state: 'sent', sentAt: 7, receipt: 'SQ2' },
    ],
    [
      'page closed while sending',
      { state: 'sending' },
      { type: 'recovered' },
      { state: 'waiting', retryAt: 0, round: 0 },
    ],
    ['sent stays sent', { state: 'sent' }, { type: 'recovered' }, { state: 'sent' }],
    [
      'a retry after silence keeps the key',
      { attempts: 3, retryAt: 9 },
      { type: 'retry' },
      { round: 0, retryAt: 0, attempts: 0 },
    ],
    [
      'a retry while sending changes nothing',
      { state: 'sending' },
      { type: 'retry' },
      { state: 'sending', round: 0 },
    ],
  ])('%s', (_name, part, event, expected) => {
    expect(advance(make(part), event)).toMatchObject(expected)
  })

  it('takes the version that attaching the pictures made', () => {
    const after = advance(make({ photos: [photo('h')] }), { type: 'attached', version: 5 })
    expect(nextStep(after)).toMatchObject({ do: 'act', work: { version: 5 } })
  })

  it('sends again on the newer version under a new key after a conflict', () => {
    const refused = make({ state: 'refused', refusal: conflict(['handle']) })
    expect(nextStep(advance(refused, { type: 'retry' }))).toMatchObject({
      key: 'k-1-act',
      work: { version: 9 },
    })
  })

  it('lets go of the pictures once they are sent', () => {
    const after = advance(make({ photos: [photo('h')] }), { type: 'sent', at: 1, receipt: null })
    expect(after.photos).toEqual([{ name: 'a.jpg', blob: null, hash: 'h' }])
  })
})

describe('canRetry', () => {
  it.each<[string, Partial<Entry>, boolean]>([
    ['waiting', {}, true],
    ['sending', { state: 'sending' }, false],
    ['sent', { state: 'sent' }, false],
    ['the action is still possible', { state: 'refused', refusal: conflict(['handle']) }, true],
    ['the action is no longer possible', { state: 'refused', refusal: conflict(['note']) }, false],
    ['a report refused by its input', { state: 'refused', work: report, refusal: conflict([]) }, true],
    [
      'the case went to another office',
      { state: 'refused', refusal: { ...conflict([]), code: 'forbidden' } },
      false,
    ],
    ['another refusal', { state: 'refused', refusal: { ...conflict([]), code: 'too-many' } }, true],
  ])('%s: %s', (_name, part, expected) => {
    expect(canRetry(make(part))).toBe(expected)
  })
})

describe('nextToSend', () => {
  const other = { ...action, caseId: 'c2' }
  it.each<[string, Entry[], string | undefined]>([
    ['nothing', [], undefined],
    ['the oldest', [make({ id: 'b', createdAt: 2, work: other }), make({ id: 'a' })], 'a'],
    ['not of another account', [make({ owner: 'she' })], undefined],
    ['not before its time', [make({ retryAt: 101 })], undefined],
    [
      'one of another case meanwhile',
      [make({ id: 'a', retryAt: 101 }), make({ id: 'b', createdAt: 2, work: other })],
      'b',
    ],
    [
      'never ahead of its predecessor',
      [make({ id: 'a', retryAt: 101 }), make({ id: 'b', createdAt: 2 })],
      undefined,
    ],
    [
      'not behind a refused one',
      [make({ id: 'a', state: 'refused' }), make({ id: 'b', createdAt: 2 })],
      undefined,
    ],
    ['behind a sent one', [make({ id: 'a', state: 'sent' }), make({ id: 'b', createdAt: 2 })], 'b'],
    [
      'reports do not wait for each other',
      [make({ id: 'a', work: report, state: 'refused' }), make({ id: 'b', createdAt: 2, work: report })],
      'b',
    ],
  ])('%s', (_name, entries, id) => {
    expect(nextToSend(entries, 'me', 100)?.id).toBe(id)
  })
})

it('moves what was written behind a step to the version that the step made', () => {
  const first = make({ id: 'a' })
  const entries = [
    first,
    make({ id: 'b', createdAt: 2 }),
    make({ id: 'c', createdAt: 3, state: 'sent' }),
    make({ id: 'd', createdAt: 0 }),
  ]
  expect(followers(entries, first, 5).map((e) => [e.id, e.work])).toEqual([['b', { ...action, version: 5 }]])
})

it('counts what the server does not have', () => {
  expect(countUnsent([make(), make({ state: 'refused' }), make({ state: 'sent' })])).toBe(2)
})

it('shows what was sent for a day', () => {
  expect(isOutdated(make({ sentAt: 0 }), 86_400_000)).toBe(false)
  expect(isOutdated(make({ sentAt: 0 }), 86_400_001)).toBe(true)
  expect(isOutdated(make(), 1e12)).toBe(false)
})
