import { afterAll, beforeAll, expect, test } from 'vitest'
import { openSite, type Site, settled, shot, sizes, violations } from './support.ts'

let site: Site
let id = ''
let receipt = ''

beforeAll(async () => {
  site = await openSite()
  const dispatcher = await site.city.as('dispatcher')
  const body = {
    text: '白市驿镇老街路灯坏了三盏，晚上看不见路。',
    anonymous: true,
    where: { address: '白市驿镇老街' },
  }
  const answer = await site.city.anonymous.post('/appeals', body)
  id = answer.body.id
  receipt = `${answer.body.number}/${id}`
  await dispatcher.post(`/appeals/${id}/dispatch`, {
    version: 1,
    org: 'gxq.urban',
    category: '0103',
    urgency: 'normal',
  })
}, 120_000)
afterAll(() => site?.stop())

/** Every route of each app's router, by the roles that use it; `:case` and `:receipt` stand for the appeal above. */
const pages: readonly [login: string | undefined, paths: readonly string[]][] = [
  [
    undefined,
    [
      '/',
      '/report',
      '/report/where',
      '/report/who',
      '/report/check',
      '/mine',
      '/receipt/:receipt',
      '/track/:receipt',
      '/appeal/:case',
      '/nothing-here',
      '/desk/',
      '/field/',
      '/command/',
    ],
  ],
  [
    'dispatcher',
    [
      '/desk/',
      '/desk/?case=:case',
      '/desk/new',
      '/desk/import',
      '/desk/statistics',
      '/desk/duties',
      '/desk/algorithms',
      '/desk/nothing-here',
    ],
  ],
  ['gxq.urban', ['/desk/', '/desk/?case=:case', '/desk/statistics', '/field/']],
  ['supervisor', ['/desk/', '/desk/duties/check']],
  ['leader', ['/desk/algorithms', '/command/']],
  ['auditor', ['/desk/audit']],
  ['admin', ['/desk/duties', '/desk/urgency', '/desk/accounts', '/desk/calendar', '/desk/territory']],
  ['grid', ['/field/', '/field/report', '/field/outbox', '/field/case/:case']],
]

for (const [login, paths] of pages)
  for (const size of Object.keys(sizes) as (keyof typeof sizes)[])
    test(`axe finds nothing for ${login ?? 'anyone'} at ${size} size`, async () => {
      const context = await site.person(size, login)
      const page = await context.newPage()
      const errors: string[] = []
      page.on('pageerror', (error) => errors.push(error.message))
      const found: Record<string, string[]> = {}
      for (const path of paths) {
        await page.goto(path.replace(':case', id).replace(':receipt', receipt))
        await settled(page)
        await shot(page, `${login ?? 'anyone'}-${size}${path.replace(/[^\w-]+/g, '-')}`)
        const list = await violations(page)
        if (list.length > 0) found[path] = list
      }
      await context.close()
      expect(found).toEqual({})
      expect(errors).toEqual([])
    })
