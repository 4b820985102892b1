import { z } from 'zod'
import type { Locale, Messages } from '#kernel/i18n/define'
import { findContact } from '#kernel/identity'
import { systemActor } from '#kernel/identity/define'
import { defineJob, type Reaction } from '#kernel/jobs/define'
import type { Kernel } from '#kernel/module'
import { attemptAction, recordAction } from './actions.ts'
import { DeliveryError } from './define.ts'
import { renderNotice } from './rules.ts'

const deliver = 'notice.deliver'

/** The delivery of what leaves the house; notices in the app are delivered by being written. */
export const notifyReactions: readonly Reaction[] = [
  {
    on: 'notice.queued',
    job: deliver,
    input: (event) => (event.payload.channel === 'in-app' ? undefined : { id: event.payload.id }),
  },
]

interface Waiting {
  readonly id: string
  readonly person: string | null
  readonly account: string | null
  readonly channel: 'in-app' | 'sms' | 'email'
  readonly template: string
  readonly data: unknown
  readonly attempts: number
}

/**
 * Sends a notice once. Safe to run again: what is sent is not sent twice, unless the process dies between the
 * gateway's answer and the record of it; the notice's id then lets the gateway recognise the repeat.
 */
export function notifyJobs(messages: Messages) {
  const deliverNotice = defineJob({
    name: deliver,
    input: z.object({ id: z.uuid(), trace: z.uuid().optional() }),
    concurrency: 4,
    async run(kernel, { id, trace }) {
      const notice = await findWaiting(kernel, id)
      if (notice === undefined) return
      const options = { actor: systemActor(deliver), trace }
      const after = notice.attempts
      if (!(await kernel.execute(attemptAction, { ...options, input: { id, after } }))) return
      const failure = await send(kernel, notice, messages).catch((error: unknown) => reasonOf(error))
      await kernel.execute(recordAction, { ...options, input: { id, error: failure ?? null } })
      // Without an address another attempt would change nothing.
      if (failure !== undefined && failure !== noAddress) throw new DeliveryError(failure)
    },
  })
  return [deliverNotice] as const
}

const noAddress = 'no address'

async function findWaiting(kernel: Kernel, id: string): Promise<Waiting | undefined> {
  return kernel.app.db
    .selectFrom('notices')
    .select(['id', 'person', 'account', 'channel', 'template', 'data', 'attempts'])
    .where('id', '=', id)
    .where('state', 'in', ['waiting', 'failed'])
    .executeTakeFirst()
}

/** @returns nothing when it was taken, or why it cannot be sent; throws what the port throws */
async function send(kernel: Kernel, notice: Waiting, messages: Messages): Promise<string | undefined> {
  const { address, locale } = await findAddress(kernel, notice)
  if (address === undefined) return noAddress
  const text = renderNotice(messages, notice.template, locale, notice.data as Record<string, string | number>)
  if (notice.channel === 'sms') await kernel.ports.sms(address, text, notice.id)
  else
    await kernel.ports.email(
      address,
      renderNotice(messages, 'notice.mail-subject', locale, {}),
      text,
      notice.id,
    )
}

/** The phone number is opened here and goes to the port only. E-mail reaches accounts that sign in with an address. */
async function findAddress(
  kernel: Kernel,
  notice: Waiting,
): Promise<{ address: string | undefined; locale: Locale }> {
  return kernel.app.db.transaction().execute(async (tx) => {
    const account = await tx
      .selectFrom('accounts')
      .select(['person', 'login', 'locale'])
      .where((e) =>
        notice.account === null ? e('person', '=', notice.person) : e('id', '=', notice.account),
      )
      .where('active', '=', true)
      .executeTakeFirst()
    const locale = account?.locale === 'en' ? 'en' : 'zh'
    if (notice.channel === 'email') return { address: z.email().safeParse(account?.login).data, locale }
    const person = notice.person ?? account?.person ?? null
    const contact = person === null ? null : await findContact(tx, kernel.key, person, true)
    return { address: contact?.phone || undefined, locale }
  })
}

/** Errors of the ports say nothing personal; of any other only the kind is kept. */
function reasonOf(error: unknown): string {
  if (error instanceof DeliveryError) return error.message.slice(0, 200)
  return error instanceof Error ? error.name : 'unknown error'
}
