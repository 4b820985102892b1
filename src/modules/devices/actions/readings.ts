import { sql } from 'kysely'
import { z } from 'zod'
import { defineAction, type Emitted, type Outcome } from '#kernel/action'
import { getResource } from '#modules/catalogue'
import { deliver } from '#modules/collection'
import { DeliveryCounts, type RawRow } from '#modules/collection/contract'
import { compileContract } from '#modules/collection/rules'
import { access } from '../access.ts'
import { certificateFaults, silentAfter, type Values } from '../rules.ts'
import { noteSigns, putFaults, putReceipts, type Sign } from '../store.ts'

/** A reading on its way to the table. The door has checked it: it comes from inside the process. */
export interface Arrived {
  readonly device: string
  /** 16 bytes in hex by which a message that is sent twice is known. */
  readonly hash: string
  readonly at: Date
  readonly row: RawRow
  readonly values: Values
}

export interface HeldBack {
  readonly device: string
  readonly reason: string
  readonly payload: unknown
}

const StoreReadings = z.object({
  resource: z.uuid(),
  delivery: z.uuid(),
  part: z.int().min(1),
  last: z.boolean(),
  source: z.string(),
  readings: z.custom<readonly Arrived[]>((v) => Array.isArray(v)),
  held: z.custom<readonly HeldBack[]>((v) => Array.isArray(v)),
})

export interface StoredBatch {
  /** For each reading whether it was new. */
  readonly fresh: readonly boolean[]
}

/**
 * A batch of readings becomes one part of a delivery, in one transaction with the receipts by which repeated messages
 * are known and with what the register shows of each device. Only after it is a message acknowledged.
 */
export const storeReadings = defineAction({
  name: 'devices.store',
  input: StoreReadings,
  allow: access.store,
  async run(tx, context): Promise<Outcome<StoredBatch>> {
    const { input, now } = context
    const positions = await putReceipts(tx, input.readings, now)
    const fresh = input.readings.filter((_, n) => positions.has(n))
    const part = {
      resource: input.resource,
      delivery: input.delivery,
      part: input.part,
      last: input.last,
      mode: 'merge' as const,
      channel: 'device' as const,
      source: input.source,
      rows: fresh.map((r) => r.row),
      firstLine: 1,
    }
    context.authorise({})
    // Only repeated or held back: nothing for the delivery.
    const outcome: Outcome<unknown> =
      fresh.length === 0 && !input.last
        ? { output: null, subject: { type: 'resource', id: input.resource }, change: { counts: nothing } }
        : await deliver.run(tx, { ...context, input: part })
    const { quarantined } = DeliveryCounts.parse(outcome.change.counts)
    const broken = quarantined === 0 ? [] : await findBroken(tx, input.resource, fresh, now)
    await putFaults(tx, [...input.held, ...broken], now)
    const back = await noteSigns(tx, signsOf(input.readings, positions, [...input.held, ...broken]), now)
    const subject = (id: string) => ({ ...outcome.subject, type: 'device', id })
    const returned: Emitted[] = back.map((id) => ({
      name: 'device.returned',
      payload: { device: id },
      subject: subject(id),
    }))
    return {
      output: { fresh: input.readings.map((_, n) => positions.has(n)) },
      subject: outcome.subject,
      // Which device said what stands in the rows; the audit names how many spoke.
      change: {
        ...outcome.change,
        devices: new Set(input.readings.map((r) => r.device)).size,
        held: input.held.length,
      },
      events: [...(outcome.events ?? []), ...returned],
    }
  },
})

const nothing: DeliveryCounts = { sent: 0, added: 0, changed: 0, same: 0, quarantined: 0, removed: 0 }

/** Whose readings the contract refused: asked only when it refused any. */
async function findBroken(
  tx: Parameters<typeof putFaults>[0],
  resource: string,
  readings: readonly Arrived[],
  now: Date,
): Promise<HeldBack[]> {
  const checker = compileContract((await getResource(tx, resource)).content)
  return readings.flatMap((r) => {
    const checked = checker.check(r.row, now)
    return 'problems' in checked
      ? [{ device: r.device, reason: 'contract', payload: { ...r.values, problems: checked.problems } }]
      : []
  })
}

const keptReadings = 10

function signsOf(
  readings: readonly Arrived[],
  fresh: ReadonlySet<number>,
  faults: readonly HeldBack[],
): Sign[] {
  const byDevice = new Map<string, { readings: Arrived[]; rejected: number }>()
  const of = (device: string) => {
    const sign = byDevice.get(device) ?? { readings: [], rejected: 0 }
    byDevice.set(device, sign)
    return sign
  }
  for (const [n, r] of readings.entries()) {
    const sign = of(r.device)
    if (fresh.has(n)) sign.readings.push(r)
  }
  for (const f of faults) of(f.device).rejected++
  return [...byDevice].map(([device, sign]) => {
    const newest = sign.readings.toSorted((a, b) => b.at.getTime() - a.at.getTime())
    const recent = newest.slice(0, keptReadings).map((r) => ({ at: r.at.toISOString(), values: r.values }))
    return { device, readings: newest.length, rejected: sign.rejected, lastAt: newest[0]?.at ?? null, recent }
  })
}

/** Devices that have not been heard for three of their intervals. */
export const noteSilent = defineAction({
  name: 'devices.note-silent',
  input: z.object({}),
  allow: access.store,
  async run(tx, { now, authorise }): Promise<Outcome<{ silent: number }>> {
    authorise({})
    const { rows } = await sql<{ id: string; owner: string; place: string | null; resource: string }>`
      update devices set silent_since = ${now}::timestamptz
      where enabled and silent_since is null
        and greatest(last_seen_at, awaited_from) < ${now}::timestamptz - make_interval(secs => interval_seconds * ${silentAfter}::int)
      returning id, owner, place, resource`.execute(tx)
    return {
      output: { silent: rows.length },
      subject: { type: 'device', id: 'all' },
      change: { silent: rows.map((r) => r.id) },
      events: rows.map((r) => ({
        name: 'device.silent',
        payload: { device: r.id, resource: r.resource },
        subject: { type: 'device', id: r.id, lead: r.owner, place: r.place },
      })),
    }
  },
})

/** Devices that sent more than they may. */
export const noteThrottled = defineAction({
  name: 'devices.note-throttled',
  input: z.object({ devices: z.array(z.object({ id: z.string(), times: z.int().min(1) })).max(10_000) }),
  allow: access.store,
  async run(tx, { input, authorise }): Promise<Outcome<null>> {
    authorise({})
    const { rows } = await sql<{ id: string; owner: string; place: string | null; times: number }>`
      update devices d set throttled = d.throttled + t.times
      from unnest(${input.devices.map((d) => d.id)}::text[], ${input.devices.map((d) => d.times)}::int[]) as t (id, times)
      where d.id = t.id returning d.id, d.owner, d.place, t.times`.execute(tx)
    return {
      output: null,
      subject: { type: 'device', id: 'all' },
      change: { throttled: input.devices },
      events: rows.map((r) => ({
        name: 'device.throttled',
        payload: { device: r.id, times: r.times },
        subject: { type: 'device', id: r.id, lead: r.owner, place: r.place },
      })),
    }
  },
})

/** A device's certificate was refused at the broker: stands in its list of errors. */
export const noteRefused = defineAction({
  name: 'devices.note-refused',
  input: z.object({
    device: z.string(),
    reason: z.enum(certificateFaults),
    shown: z.object({
      fingerprint: z.string(),
      subject: z.string().max(200).nullable(),
      from: z.iso.datetime(),
      until: z.iso.datetime(),
    }),
  }),
  allow: access.store,
  async run(tx, { input, now, authorise }): Promise<Outcome<null>> {
    authorise({})
    const { device, reason, shown } = input
    await putFaults(tx, [{ device, reason, payload: shown }], now)
    return { output: null, subject: { type: 'device', id: device }, change: { reason, shown } }
  },
})
