import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { proposeAlgorithm } from '#kernel/decisions'
import { findActor } from '#kernel/identity'
import { systemActor } from '#kernel/identity/define'
import { judgeAlgorithm } from '#kernel/decisions'
import type { Kernel } from '#kernel/module'
import type { AppealActions } from './actions.ts'
import { categoryAlgorithm, categoryCode } from './classifier.ts'

/** Share of messages above which a proposal acts without an officer; changed on the register's page. */
const automaticAbove = 0.8

/** Puts the shipped weights into the register as proposed; they classify nothing before a person approves them. */
export async function registerAlgorithm(kernel: Kernel, root: string): Promise<void> {
  const { version, hash } = categoryAlgorithm(root)
  const input = {
    code: categoryCode,
    version,
    hash,
    zh: '诉求一级分类',
    en: 'Level-1 category of appeals',
    purposeZh: '读诉求文字，提出一级分类，供派单使用；低于阈值由派单员决定。',
    purposeEn: 'Reads the message and proposes a level-1 category for dispatch; below the threshold an officer decides.',
    ownerOrg: 'cq.center',
    rights: false,
    automaticAbove,
    figures: {},
  }
  await kernel.execute(proposeAlgorithm, { actor: systemActor('seed'), input })
}

interface DemoRow {
  readonly id: string
  readonly text: string
  readonly channel: string
  readonly township: string
  readonly address: string
  readonly anonymous: boolean
  readonly applicant?: { readonly name: string }
}

/** In the demo city an officer approves the shipped version, and the demo's own appeals are taken in. */
export async function demoAppeals(kernel: Kernel, actions: AppealActions): Promise<void> {
  await approveShipped(kernel)
  const file = await readFile(join(kernel.config.root, 'data/demo/appeals.jsonl'), 'utf8')
  const rows = file.split('\n').filter((l) => l.trim() !== '').map((l) => JSON.parse(l) as DemoRow)
  const { listPlacesOf } = await import('#modules/territory')
  for (const [i, row] of rows.entries())
    await kernel.execute(actions.submit, {
      actor: systemActor('demo'),
      key: `demo:${row.id}`,
      input: {
        text: row.text,
        channel: row.channel,
        anonymous: row.anonymous,
        contact: row.anonymous ? {} : { name: row.applicant?.name, phone: `1990000${String(1000 + i).slice(-4)}` },
        where: { place: listPlacesOf(row.township)[0], address: row.address },
        source: { system: 'demo', id: row.id },
      },
    })
}

async function approveShipped(kernel: Kernel): Promise<void> {
  const leader = await kernel.app.db.selectFrom('accounts').select('id').where('login', '=', 'leader').executeTakeFirst()
  const proposed = await kernel.app.db
    .selectFrom('algorithms')
    .select(['version'])
    .where('code', '=', categoryCode)
    .where('status', '=', 'proposed')
    .executeTakeFirst()
  const actor = leader === undefined ? undefined : await findActor(kernel.app.db, leader.id)
  if (actor === undefined || proposed === undefined) return
  const reason = '演示环境：批准随产品提供的首个版本，仅用于诉求一级分类。'
  await kernel.execute(judgeAlgorithm, { actor, input: { code: categoryCode, version: proposed.version, status: 'approved', reason } })
}
