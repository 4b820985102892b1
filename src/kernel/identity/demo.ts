import { v5 as uuidv5 } from 'uuid'
import { z } from 'zod'
import { grant } from '#kernel/access/define'
import { defineAction } from '#kernel/action'
import type { Kernel } from '#kernel/module'
import { hashPassword } from '#kernel/vault'
import { Role, systemActor } from './define.ts'

/** Demo accounts exist in demo mode only; all share one password, which the start prints. */
export const demoPassword = 'zhizhi-demo'

const namespace = 'b0c2b7f4-52f0-4f0e-9f3c-0c8f6b1f8a01'

interface DemoAccount {
  readonly login: string
  readonly name: string
  readonly posts: readonly (readonly [Role, string])[]
}

const centre = 'gxq.center'

/** One account a role and one handler for each organization: a centre handles what nobody else does, or is disputed. */
const fixed: readonly DemoAccount[] = [
  { login: 'clerk', name: '陈晓（接线员）', posts: [['clerk', centre]] },
  {
    login: 'dispatcher',
    name: '周敏（派单员）',
    posts: [
      ['dispatcher', centre],
      ['clerk', centre],
    ],
  },
  { login: 'supervisor', name: '刘涛（督办员）', posts: [['supervisor', centre]] },
  { login: 'leader', name: '赵岚（值班领导）', posts: [['leader', centre]] },
  {
    login: 'city',
    name: '唐宁（市级派单员）',
    posts: [
      ['dispatcher', 'cq.center'],
      ['supervisor', 'cq.center'],
      ['leader', 'cq.center'],
    ],
  },
  { login: 'auditor', name: '何静（审计员）', posts: [['auditor', centre]] },
  { login: 'admin', name: '罗凯（管理员）', posts: [['admin', centre]] },
  { login: 'warning', name: '彭锐（预警值班员）', posts: [['warning-officer', centre]] },
  { login: 'grid', name: '王芳（网格员）', posts: [['grid-worker', 'town.500107104']] },
  { login: 'data', name: '沈悦（数据主管）', posts: [['data-authority', 'gxq.digital']] },
  { login: 'data.market', name: '郑凯（市场监管局数据管理员）', posts: [['data-manager', 'gxq.market']] },
  { login: 'data.civil', name: '冯雪（民政局数据管理员）', posts: [['data-manager', 'gxq.civil']] },
  { login: 'data.urban', name: '杨帆（城市管理局数据管理员）', posts: [['data-manager', 'gxq.urban']] },
  { login: 'civil', name: '秦兰（民政局关爱专员）', posts: [['care-officer', 'gxq.civil']] },
  { login: 'data.town', name: '蒋明（街道数据管理员）', posts: [['data-manager', 'town.500107104']] },
]

const SeedAccounts = z.object({
  accounts: z.array(
    z.object({
      id: z.uuid(),
      login: z.string(),
      name: z.string(),
      password: z.string(),
      posts: z.array(z.tuple([Role, z.string()])),
    }),
  ),
})

const seedAccounts = defineAction({
  name: 'identity.seed-demo',
  input: SeedAccounts,
  allow: [grant('system')],
  async run(tx, { input, now, authorise }) {
    authorise({})
    const orgs = await tx.selectFrom('organizations').select(['code', 'places']).execute()
    const places = new Map(orgs.map((o) => [o.code, o.places]))
    for (const a of input.accounts) {
      await tx
        .insertInto('accounts')
        .values({
          id: a.id,
          kind: 'officer',
          login: a.login,
          name: a.name,
          password: a.password,
          totp: null,
          person: null,
          external_subject: null,
          demo: true,
          org: a.posts[0]?.[1] ?? null,
          created_at: now,
        })
        .onConflict((c) => c.doNothing())
        .execute()
      for (const [role, org] of a.posts)
        await tx
          .insertInto('posts')
          .values({ account: a.id, role, org, places: places.get(org) ?? [] })
          .onConflict((c) => c.doNothing())
          .execute()
    }
    return {
      output: input.accounts.length,
      subject: { type: 'account', id: 'demo' },
      change: { accounts: input.accounts.map((a) => a.login) },
    }
  },
})

export async function seedDemoAccounts(kernel: Kernel): Promise<void> {
  const known = await kernel.app.db
    .selectFrom('accounts')
    .select('id')
    .where('demo', '=', true)
    .limit(1)
    .executeTakeFirst()
  if (known !== undefined) return
  const orgs = await kernel.app.db.selectFrom('organizations').select(['code', 'short_zh']).execute()
  const handlers = orgs.map(
    (o): DemoAccount => ({ login: o.code, name: `${o.short_zh}承办人`, posts: [['handler', o.code]] }),
  )
  const password = await hashPassword(demoPassword)
  const accounts = [...fixed, ...handlers].map((a) => ({ ...a, password, id: uuidv5(a.login, namespace) }))
  await kernel.execute(seedAccounts, { actor: systemActor('seed'), input: { accounts } })
}

/** What the start page and the terminal show. */
export const demoLogins = fixed.map((a) => ({ login: a.login, name: a.name }))
