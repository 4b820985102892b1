import { Refusal } from '#kernel/action/define'
import type { RouteRequest } from '#kernel/http'
import type { Kernel } from '#kernel/module'
import { openSecret } from '#kernel/vault'
import { sealContext } from '../actions.ts'
import { listServices, PartnerError } from '../client.ts'
import type { PartnerService } from '../contract.ts'
import { partnerQuery } from '../queries.ts'

/** More than any city offers would make a list that nobody reads. */
const mostServices = 500

/**
 * What a partner takes in, asked of its server at this moment, so that nobody has to know its codes by heart.
 * @throws Refusal `unavailable` with what went wrong there
 */
export async function partnerServices(kernel: Kernel, r: RouteRequest): Promise<PartnerService[]> {
  const input = { id: r.params.id ?? '' }
  const { id, url, jurisdiction, key } = await kernel.ask(partnerQuery, {
    actor: r.actor,
    input,
    trace: r.trace,
  })
  const opened = key === null ? null : openSecret(kernel.key, key, sealContext(id))
  try {
    const services = await listServices({ url, jurisdiction, key: opened })
    return services.slice(0, mostServices).map((s) => ({
      code: s.service_code,
      name: s.service_name ?? s.service_code,
      group: s.group ?? s.groups?.[0] ?? null,
    }))
  } catch (error) {
    if (!(error instanceof PartnerError)) throw error
    throw new Refusal('unavailable', 'open311.partner-silent', { reason: error.message })
  }
}
