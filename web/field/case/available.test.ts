import { expect, it } from 'vitest'
import { newEntry } from '../../ui/outbox/entry.ts'
import { availableOnSite, stateAfter } from './available.ts'

const waiting = (...actions: string[]) =>
  actions.map((action, i) =>
    newEntry({
      id: String(i),
      owner: 'me',
      title: '',
      createdAt: i,
      photos: [],
      work: { kind: 'action', caseId: 'c', number: 'SQ1', action, version: 1, input: {} },
    }),
  )
const lead = ['accept', 'assign', 'giveBack', 'comment', 'note', 'attach']

it.each<[string, string, string[], string[], string[]]>([
  ['what the server allows', 'dispatched', lead, [], ['accept', 'comment', 'note']],
  ['nothing for a reader', 'dispatched', [], [], []],
  [
    'behind an acceptance that waits',
    'dispatched',
    lead,
    ['accept'],
    ['handle', 'answer', 'comment', 'note'],
  ],
  ['behind an answer that waits', 'dispatched', lead, ['accept', 'answer'], ['comment', 'note']],
  ['a note changes nothing', 'dispatched', lead, ['note'], ['accept', 'comment', 'note']],
  ['no rights come from waiting', 'dispatched', ['note'], ['note'], ['note']],
])('%s', (_name, state, can, actions, expected) => {
  expect(availableOnSite({ state, hold: null, can }, waiting(...actions))).toEqual(expected)
})

it('follows the table through what waits', () => {
  expect(stateAfter('dispatched', waiting('accept', 'note', 'handle'))).toBe('handled')
})
