import { expect, test } from 'vitest'
import { createPartitionSql, inReferenceOrder } from './catalogue.ts'
import { ARCHIVE_END, entry, readTar } from './tar.ts'

test('tables come after those that they refer to, whatever the circle', () => {
  const table = (name: string, ...references: string[]) => ({ schema: 's', name, references })
  const order = (...tables: ReturnType<typeof table>[]) => inReferenceOrder(tables).map(({ name }) => name)
  expect(order(table('a', 's.b'), table('b', 's.c'), table('c'))).toEqual(['c', 'b', 'a'])
  expect(order(table('a', 's.b'), table('b', 's.a'))).toEqual(['b', 'a'])
  expect(order(table('a', 's.elsewhere'))).toEqual(['a'])
})

test.each([
  ["FOR VALUES FROM ('2026-01-01 00:00:00+00') TO (MAXVALUE)", true],
  ["FOR VALUES IN ('it''s', NULL, 3)", true],
  ['FOR VALUES WITH (modulus 4, remainder 0)', true],
  ['DEFAULT', true],
  ["FOR VALUES IN ('a'); drop table appeals", false],
  ["FOR VALUES IN ('a\\'); drop table appeals --')", false],
  ['FOR VALUES IN (pg_sleep(1))', false],
])('partition bound %s: %s', (bound, taken) => {
  const make = () => createPartitionSql({ schema: 's', name: 'p', parentSchema: 's', parent: 't', bound })
  if (taken) expect(make()).toContain(bound)
  else expect(make).toThrow(RangeError)
})

test('the archive keeps every name and size, read in pieces of any length', async () => {
  const names = ['short', 'n'.repeat(100), 'n'.repeat(101), `文件/${'深'.repeat(80)}`]
  const tar = Buffer.concat([
    ...names.map((name, at) => entry(name, Buffer.alloc(at * 256, name))),
    ARCHIVE_END,
  ])
  for (const step of [1, 511, 513, tar.length]) {
    const pieces = async function* () {
      for (let at = 0; at < tar.length; at += step) yield tar.subarray(at, at + step)
    }
    const read: [string, number][] = []
    for await (const item of readTar(pieces())) {
      let size = 0
      for await (const piece of item.body) size += piece.length
      read.push([item.name, size])
    }
    expect(read).toEqual(names.map((name, at) => [name, at * 256]))
  }
})
