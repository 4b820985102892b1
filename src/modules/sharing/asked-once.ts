import type { Tx } from '#kernel/database'
import { listPublished } from '#modules/catalogue'
import type { Resource } from '#modules/catalogue/contract'
import type { ContentFault } from '#modules/catalogue/rules'
import { type AskedTwice, askedTwice } from './rules.ts'
import { listUsable } from './store.ts'

/**
 * Items that a form collects by hand although a resource that is shared without conditions, or granted to the form's
 * organization, holds them (政务数据共享条例 art. 19).
 */
export async function findAskedTwice(
  tx: Tx,
  form: Pick<Resource, 'id' | 'provider' | 'content'>,
): Promise<AskedTwice[]> {
  if (form.content.form === undefined) return []
  const held = await listUsable(tx, form.provider)
  const others = (await listPublished(tx)).filter((r) => r.id !== form.id)
  return askedTwice(form.content, others, held)
}

/** The same as faults of a content, for the catalogue to refuse publishing with. */
export async function faultsOfForm(
  tx: Tx,
  form: Pick<Resource, 'id' | 'provider' | 'content'>,
): Promise<ContentFault[]> {
  return (await findAskedTwice(tx, form)).map(({ title, resourceName, code, item }) => ({
    path: 'form.items',
    key: 'sharing.fault.asked-twice',
    values: { item, title, resource: resourceName, code },
  }))
}
