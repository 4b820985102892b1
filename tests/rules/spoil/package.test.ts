import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { readPackage } from '../../../bench/spoil/package.ts'
import { joined } from '../../../examples/construction-spoil/build.ts'
import { commands, kinds, reactions } from '../../../examples/construction-spoil/program.js'
import { defaultForbidden } from '../../../src/modules/control/rules.ts'
import { wrongParameters } from '../../../src/modules/early-warning/index.ts'
import { mostBytes } from '../../../src/modules/scenarios/contract.ts'
import { conformanceOf } from '../../../src/modules/scenarios/rules.ts'

test('the package conforms; only resources that the program fills by itself bring no demonstration', () => {
  const { manifest, findings } = conformanceOf(readPackage(), {
    wrongParameters,
    forbidden: defaultForbidden,
  })
  expect(manifest?.code).toBe('construction-spoil')
  expect(findings.map((f) => f.zh.match(/数据资源 (\S+) 没有演示数据/)?.[1] ?? f)).toEqual([
    'pairs',
    'versions',
    'early',
    'inspections',
  ])
})

test('the package with its program and demonstration keeps the platform’s bound', () =>
  expect(JSON.stringify(readPackage()).length).toBeLessThan(mostBytes))

test('the joined program is that of the sources', async () =>
  expect(readFileSync('examples/construction-spoil/program.js', 'utf8')).toBe(await joined()))

test('every command and reaction of the manifest is a function, and the reverse', () => {
  const { program } = readPackage()
  expect(program.commands.map((c) => c.code)).toEqual(Object.keys(commands))
  expect(program.reactions.map((r) => r.code)).toEqual(Object.keys(reactions))
})

test('every kind of finding has its watch', () => {
  const watches = readPackage().watches as { code: string; where: { equals: string } }[]
  expect(watches.map((w) => w.where.equals).toSorted()).toEqual(Object.keys(kinds).toSorted())
})
