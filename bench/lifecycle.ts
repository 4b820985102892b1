import { randomUUID } from 'node:crypto'
import type { Actor } from '../src/kernel/identity/define.ts'
import { createPlatform, type Platform } from '../src/main.ts'
import { appealActions } from '../src/modules/appeals/actions.ts'
import { benchConfig } from './support.ts'

/** The six audited actions of an appeal's life, by the officers who may take them. */
const centre: Actor = {
  kind: 'officer',
  id: randomUUID(),
  name: '压测派单员',
  person: null,
  posts: [
    { role: 'dispatcher', org: 'gxq.center', places: ['50'] },
    { role: 'clerk', org: 'gxq.center', places: ['50'] },
  ],
}
const handler: Actor = {
  ...centre,
  id: randomUUID(),
  name: '压测承办人',
  posts: [{ role: 'handler', org: 'gxq.housing', places: ['50'] }],
}

export type Lifecycle = (n: number) => Promise<void>

export function inProcess(platform: Platform): Lifecycle {
  const { kernel } = platform
  const { submit, onCase } = appealActions({ clock: kernel.clock, key: () => kernel.key })
  return async (n) => {
    const township = ['500107103', '500107104', '500107105', '500106016'][n % 4]
    const text = `压测：第 ${n} 件，${township} 小区楼道灯不亮，晚上老人下楼看不见，请尽快维修，已向物业反映三次没有结果。`
    const { id } = await kernel.execute(submit, {
      actor: centre,
      key: randomUUID(),
      input: {
        text,
        channel: 'phone',
        where: { place: `50/${township?.slice(0, 6)}/${township}` },
        anonymous: true,
      },
    })
    const act = (name: keyof typeof onCase, actor: Actor, version: number, input: object = {}) =>
      kernel.execute(onCase[name] as never, { actor, input: { id, version, ...input }, key: randomUUID() })
    await act('classify', centre, 1, { category: '0101', urgency: 'normal' })
    await act('dispatch', centre, 2, { org: 'gxq.housing' })
    await act('accept', handler, 3)
    await act('answer', handler, 4, { text: '您好，楼道灯已于今日维修完毕，感谢您的反映。' })
    await act('close', centre, 5)
  }
}

/** Runs `count` lifecycles at a concurrency and returns lifecycles a second. */
export async function rate(one: Lifecycle, count: number, concurrency: number): Promise<number> {
  let next = 0
  const start = performance.now()
  await Promise.all(
    Array.from({ length: concurrency }, async () => {
      while (next < count) await one(next++)
    }),
  )
  return count / ((performance.now() - start) / 1000)
}

if (import.meta.main) {
  const platform = await createPlatform(benchConfig())
  const one = inProcess(platform)
  await rate(one, 200, 8)
  for (const c of [8])
    console.log(`in process, concurrency ${c}: ${(await rate(one, 1500, c)).toFixed(0)} lifecycles/s`)
  await platform.stop()
}
