import type { Clock } from '#kernel/clock'
import type { AnyAction } from '#kernel/http/define'
import { findActor } from '#kernel/identity'
import type { Actor } from '#kernel/identity/define'
import type { Kernel } from '#kernel/module'
import type { MasterKey } from '#kernel/vault'

export interface DemoParts {
  readonly clock: Clock
  readonly key: () => MasterKey
  /** The actions by which an impact assessment is written, submitted and approved; another module's. */
  readonly assess: (step: 'save' | 'submit' | 'judge') => AnyAction
}

/** A demo account as it would act itself. Throws when it is missing. */
export async function demoActor(kernel: Kernel, login: string): Promise<Actor> {
  const account = await kernel.app.db
    .selectFrom('accounts')
    .select('id')
    .where('login', '=', login)
    .executeTakeFirst()
  const actor = account === undefined ? undefined : await findActor(kernel.app.db, account.id)
  if (actor === undefined) throw new Error(`The demo account ${login} is missing`)
  return actor
}
