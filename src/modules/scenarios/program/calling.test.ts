import { describe, expect, test } from 'vitest'
import { callProgram, describeProgram, type ProgramCall, type Sources } from './calling.ts'

const none: Sources = {
  rows: async () => new Map(),
  looks: async () => new Map(),
  notes: async () => new Map(),
}
const base: ProgramCall = {
  scenario: 'one',
  program: { code: '' },
  kind: 'commands',
  name: 'go',
  argument: {},
  now: new Date('2026-03-04T05:06:07Z'),
  sandbox: false,
  call: '00000000-0000-7000-8000-0123456789ab',
  actor: { kind: 'officer', name: '张', roles: ['handler'], org: 'town', party: null },
  keys: { lamps: ['no'], both: ['a', 'b'] },
  tables: {},
  asks: [],
  ms: 250,
  ahead: { rows: [], notes: [] },
}
const go = (body: string, change: Partial<ProgramCall> = {}, sources = none) =>
  callProgram(
    { ...base, program: { code: `export const commands = { go(input, ctx) { ${body} } }` }, ...change },
    sources,
  )

describe('a call', () => {
  test('is given rows and notes, those it asks for on the way too, and says what is to be done', async () => {
    const asked: string[] = []
    const sources: Sources = {
      rows: async (keys) => {
        asked.push(...keys.map((k) => k.key))
        return new Map([['lamps 7', { no: '7', state: 'dark' }]])
      },
      looks: async () => new Map(),
      notes: async () => new Map([['seen', '3']]),
    }
    const body = `const lamp = ctx.get('lamps', input.no)
      ctx.put('lamps', { ...lamp, state: 'mended' })
      ctx.keep('seen', ctx.note('seen') + 1)
      return { now: ctx.get('lamps', '7').state, none: ctx.get('lamps', 'x'), id: ctx.id('T'), second: ctx.id('T'), at: new Date().toISOString() }`
    const done = await go(body, { argument: { no: '7' } }, sources)
    expect(done).toMatchObject({
      output: {
        now: 'mended',
        none: null,
        id: 'T0123456789ab',
        second: 'T0123456789ab-2',
        at: '2026-03-04T05:06:07.000Z',
      },
      puts: [{ resource: 'lamps', row: { no: '7', state: 'mended' } }],
      kept: new Map([['seen', '4']]),
      signs: [],
    })
    expect(asked).toEqual(['7', 'x'])
  })

  test('keeps the notes alone that it changed, and reads what it kept as it made it', async () => {
    const note = '{"b":"\\"]}","a":[1,2]}'
    const sources: Sources = {
      ...none,
      notes: async () => new Map(['same', 'other', 'gone'].map((k) => [k, note])),
    }
    const body = `const { b, a } = ctx.note('same')
      ctx.keep('same', { b, a })
      ctx.keep('other', { a, b })
      ctx.keep('gone', null)
      ctx.keep('never', ctx.note('never'))
      ctx.note('other')
      return [b, a, ctx.note('gone')]`
    const ahead = { rows: [], notes: ['same', 'other', 'gone'] }
    const done = await go(body, { ahead }, sources)
    expect(done).toMatchObject({
      output: ['"]}', [1, 2], null],
      kept: new Map([
        ['other', '{"a":[1,2],"b":"\\"]}"}'],
        ['gone', null],
      ]),
    })
  })

  test('may refuse in both languages', async () => {
    expect(await go(`ctx.put('lamps', { no: '1' }); ctx.refuse('没有这盏灯', 'no such lamp')`)).toMatchObject(
      {
        refused: { zh: '没有这盏灯', en: 'no such lamp' },
      },
    )
  })

  test('finds what it put by a key of several items', async () => {
    expect(
      await go(`ctx.put('both', { a: 'x|y', b: 'z' }); return ctx.get('both', 'x\\\\|y|z').b`),
    ).toMatchObject({
      output: 'z',
    })
  })

  test.each<[string, string, string]>([
    ['for ever', 'for (;;) {}', 'time'],
    ['for ever in a pattern', `/(a+)+$/.test('a'.repeat(40) + 'b')`, 'time'],
    ['with all memory', `const all = []; for (;;) all.push(new Array(1e5).fill('x'))`, 'time'],
    ['with all memory in small parts', `const all = []; for (;;) all.push({})`, 'memory'],
    ['with a text that doubles', `let t = 'x'; for (;;) t += t`, 'threw'],
    ['with endless recursion', 'const f = () => f() + 1; return f()', 'threw'],
    ['and throws', `throw new Error('broken')`, 'threw'],
    [
      'and catches what asks for rows',
      `for (;;) { try { ctx.get('lamps', 'x' + Math.max(1)) } catch {} }`,
      'time',
    ],
    ['async', '}, async other() {', 'threw'],
    ['by chance', 'return Math.random()', 'threw'],
    ['with a foreign resource', `ctx.get('residents', '1')`, 'threw'],
    ['with too many rows', `for (let n = 0; n < 2001; n++) ctx.put('lamps', { no: String(n) })`, 'shape'],
    ['with too large an output', `return 'x'.repeat(70000)`, 'shape'],
    ['with too large a note', `ctx.keep('k', 'x'.repeat(9000))`, 'shape'],
    ['and forges the answer', `JSON.stringify = () => '{"puts": 1}'`, 'shape'],
  ])('that runs %s is cut off, and the next one is served', async (_, body, kind) => {
    const change = _ === 'async' ? { name: 'other2' } : kind === 'memory' ? { ms: 20_000 } : {}
    await expect(go(body, change)).rejects.toMatchObject({ kind })
    expect(await go('return 1')).toMatchObject({ output: 1 })
  })

  test.each(['process', 'require', 'fetch', 'setTimeout', 'WebAssembly'])('knows no %s', async (name) =>
    expect(await go(`return typeof ${name}`)).toMatchObject({ output: 'undefined' }),
  )

  test('reaches neither files nor modules', async () => {
    const code = `import fs from 'node:fs'; export const commands = { go() { return fs } }`
    await expect(callProgram({ ...base, program: { code } }, none)).rejects.toMatchObject({ kind: 'threw' })
    await expect(go(`return import('node:fs')`)).rejects.toMatchObject({ kind: 'threw' })
  })

  test('keeps nothing from one call to the next', async () => {
    const code =
      'let n = 0; export const commands = { go() { globalThis.m = (globalThis.m ?? 0) + 1; return ++n + globalThis.m } }'
    const once = () => callProgram({ ...base, program: { code } }, none)
    expect(await once()).toMatchObject({ output: 2 })
    expect(await once()).toMatchObject({ output: 2 })
  })

  test('of one scenario waits for nobody else’s', async () => {
    const slow = Promise.allSettled([1, 2, 3].map(() => go('for (;;) {}', { ms: 400 })))
    let isOver = false
    void slow.then(() => {
      isOver = true
    })
    expect(await go('return 1', { scenario: 'another' })).toMatchObject({ output: 1 })
    expect(isOver).toBe(false)
    await slow
  })
})

describe('what a module exports', () => {
  test('is found, and so is a fault', async () => {
    expect(await describeProgram('export const commands = { a() {}, b: 1 }')).toEqual({
      commands: ['a'],
      reactions: [],
    })
    expect(await describeProgram('export const commands = {')).toMatchObject({
      problem: expect.stringContaining('threw'),
    })
    expect(await describeProgram('for (;;) {}')).toEqual({ problem: 'time' })
  })
})
