import { Refusal } from '#kernel/action/define'
import type { RouteRequest } from '#kernel/http/define'
import { type Actor, anonymous, clientActor } from '#kernel/identity/define'
import type { Kernel } from '#kernel/module'
import { clientQuery } from '../queries.ts'
import { type Form, readForm, type Wrong } from '../rules.ts'
import { noteCall, noteRefused } from '../store.ts'

/** Which client a request came from, so that a refusal is counted with it. */
const callers = new WeakMap<object, string>()

export interface Caller {
  readonly actor: Actor
  /** To production; judged again by the action that posts. */
  readonly mayPost: boolean
}

/**
 * Who calls: by the key alone, whatever session the browser has. Without a key nobody; with a wrong one, or too often,
 * a refusal.
 */
export async function callerOf(kernel: Kernel, r: RouteRequest, form: Form): Promise<Caller> {
  const key = form.fields.get('api_key')
  if (key === undefined) return { actor: anonymous, mayPost: false }
  const client = await kernel.ask(clientQuery, { actor: anonymous, input: { key }, trace: r.trace })
  callers.set(r.raw, client.id)
  const calls = await noteCall(kernel.app.db, client.id, kernel.clock.now())
  if (calls > client.perMinute) throw new Refusal('too-many', 'open311.too-many', { limit: client.perMinute })
  return { actor: clientActor(client.id, client.name), mayPost: client.mayPost }
}

export async function countRefusal(kernel: Kernel, raw: object): Promise<void> {
  const client = callers.get(raw)
  if (client !== undefined) await noteRefused(kernel.app.db, client)
}

/** The query string as fields; a field given twice is a comma list, as the specification has it. */
export function queryForm(query: RouteRequest['query']): Form {
  return readForm(
    Object.entries(query).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(',') : String(value),
    ]),
  )
}

/** The city's main address, as the specification suggests. */
export function jurisdictionOf(kernel: Kernel): string {
  return new URL(kernel.config.publicUrl).hostname.replace(/^www\./, '')
}

export function checkJurisdiction(kernel: Kernel, form: Form): void {
  const own = jurisdictionOf(kernel)
  const given = form.fields.get('jurisdiction_id')
  if (given !== undefined && given.toLowerCase() !== own)
    throw new Refusal('not-found', 'open311.jurisdiction', { id: own })
}

/** @throws Refusal `invalid` that names all that is wrong */
export function refuseWrong<T extends object>(read: T | readonly Wrong[]): T {
  if (Array.isArray(read)) throw new Refusal('invalid', 'open311.invalid', { wrong: read })
  return read as T
}
