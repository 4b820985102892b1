import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { openTestKernel, type TestKernel } from '../notify/kernel.fixture.ts'
import { defineJob, type Job } from './define.ts'

const done: number[] = []
const asked: string[][] = []
const count = defineJob({
  name: 'test.count',
  input: z.object({ n: z.int() }).loose(),
  run: async (_, { n }) => {
    if (n < 0) throw new Error('below zero')
    done.push(n)
  },
}) as Job

let opened: TestKernel
beforeAll(async () => {
  opened = await openTestKernel({
    jobs: [count],
    reactions: [
      { on: 'test.counted', job: 'test.count', input: (e) => ({ n: e.payload.n }) },
      {
        on: 'test.told',
        job: 'test.count',
        input: (e) => ({ n: e.payload.n }),
        among: async (_, subjects) => {
          asked.push([...subjects])
          return new Set(subjects.filter((id) => id === 'ours'))
        },
      },
    ],
  })
}, 240_000)
afterAll(() => opened?.stop())

test('neither a job that fails nor one whose input is wrong holds up the rest of its batch', async () => {
  const { kernel, lines } = opened
  const values = [1, -1, 2, 'three', 4]
  await opened.sql(
    `insert into events (id, name, at, trace, payload, subject) select gen_random_uuid(), 'test.counted', now(), gen_random_uuid(),
       jsonb_build_object('n', v), '{"type":"test","id":"1"}'::jsonb from jsonb_array_elements('${JSON.stringify(values)}'::jsonb) v`,
  )
  kernel.jobs.wake()
  await expect.poll(() => done.toSorted()).toEqual([1, 2, 4])
  await expect.poll(() => lines.filter((l) => l.startsWith('job test.count failed'))).toHaveLength(2)
  const left = () =>
    opened.sql(`select state, count(*) as n from pgboss.job where name = 'test.count' group by 1 order by 1`)
  await expect.poll(left).toEqual([
    { state: 'retry', n: 2 },
    { state: 'completed', n: 3 },
  ])
})

test('a reaction that asks which subjects concern it makes no job for the others', async () => {
  const { kernel } = opened
  await opened.sql(
    `insert into events (id, name, at, trace, payload, subject) select gen_random_uuid(), 'test.told', now(), gen_random_uuid(),
       jsonb_build_object('n', n), jsonb_build_object('type', 'test', 'id', case when n = 102 then 'ours' else 'theirs' end)
     from generate_series(101, 103) n`,
  )
  kernel.jobs.wake()
  await expect.poll(() => done).toContain(102)
  expect(asked.map((ids) => ids.toSorted())).toEqual([['ours', 'theirs']])
  const made = await opened.sql(
    `select data->>'n' as n from pgboss.job where name = 'test.count' and (data->>'n') in ('101', '102', '103')`,
  )
  expect(made).toEqual([{ n: '102' }])
})
