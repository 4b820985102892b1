import { judgeAlgorithm } from '#kernel/decisions'
import { findActor } from '#kernel/identity'
import type { Kernel } from '#kernel/module'
import { issueAlgorithm } from './algorithm.ts'

/** In the demo city the duty leader approves the version, so that the stream groups the demo's appeals (模拟). */
export async function demoIssues(kernel: Kernel): Promise<void> {
  const { code, version } = issueAlgorithm
  const proposed = await kernel.app.db
    .selectFrom('algorithms')
    .select('version')
    .where('code', '=', code)
    .where('version', '=', version)
    .where('status', '=', 'proposed')
    .executeTakeFirst()
  if (proposed === undefined) return
  const account = await kernel.app.db
    .selectFrom('accounts')
    .select('id')
    .where('login', '=', 'leader')
    .executeTakeFirst()
  const actor = account === undefined ? undefined : await findActor(kernel.app.db, account.id)
  if (actor === undefined) throw new Error('The demo account leader is missing')
  const reason = '演示环境：批准首个版本，仅用于把相似诉求归在一起供阅读。'
  await kernel.execute(judgeAlgorithm, { actor, input: { code, version, status: 'approved', reason } })
}
