import { expect, it } from 'vitest'
import { runOfPath } from './address.ts'

it.each([
  ['/command/run/street-lights/wall', '', { code: 'street-lights', page: 'wall', sandbox: false }],
  ['/command/run/street-lights/wall/', '?sandbox=1', { code: 'street-lights', page: 'wall', sandbox: true }],
  ['/command/', '', undefined],
  ['/command/run/street-lights', '', undefined],
  ['/command/run/a/b/c', '', undefined],
])('%s%s', (pathname, search, run) => {
  expect(runOfPath({ pathname, search })).toEqual(run)
})
