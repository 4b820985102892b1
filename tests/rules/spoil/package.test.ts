import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { readManifest } from '../../../bench/spoil/package.ts'
import { joined } from '../../../examples/construction-spoil/build.ts'
import { commands, kinds, reactions } from '../../../examples/construction-spoil/program.js'
import { checkFile } from '../../../src/modules/scenarios/check.ts'

test('the package conforms, with its program and demonstration', async () =>
  expect(await checkFile('examples/construction-spoil/scenario.json')).toEqual({
    conforms: true,
    findings: [],
  }))

test('the joined program is that of the sources', async () =>
  expect(readFileSync('examples/construction-spoil/program.js', 'utf8')).toBe(await joined()))

test('every command and reaction of the manifest is a function, and the reverse', () => {
  const { program } = readManifest()
  expect(program.commands.map((c) => c.code)).toEqual(Object.keys(commands))
  expect(program.reactions.map((r) => r.code)).toEqual(Object.keys(reactions))
})

test('every kind of finding has its watch, or opens a case', () => {
  const { watches, caseTypes } = readManifest()
  const watched = watches.map((w) => w.where.equals)
  const opening = caseTypes.flatMap((t) => t.opens.where.flatMap((w) => w.in))
  expect([...watched, ...opening].toSorted()).toEqual(Object.keys(kinds).toSorted())
})
