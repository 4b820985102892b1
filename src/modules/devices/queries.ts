import { type RawBuilder, sql } from 'kysely'
import { allows } from '#kernel/access'
import { mayEver } from '#kernel/access/define'
import { defineQuery } from '#kernel/action'
import type { Actor } from '#kernel/identity/define'
import { findResource } from '#modules/catalogue'
import { access } from './access.ts'
import { deviceSubject } from './actions/register.ts'
import {
  type DevicePage,
  DeviceRef,
  type DeviceRow,
  type DeviceState,
  type DeviceView,
  ListDevices,
} from './contract.ts'
import { stateOf } from './rules.ts'
import { certificateEntered, getDevice, type StoredDevice, terminalEntered } from './store.ts'
import { tables } from './tables.ts'

function visibleTo(actor: Actor): RawBuilder<boolean> {
  if (allows(access.watch, actor, {})) return sql<boolean>`true`
  const orgs = actor.posts.filter((p) => p.role === 'data-manager').map((p) => p.org)
  return sql<boolean>`owner = any(${orgs}::text[])`
}

/** The same words as `stateOf`, for lists. */
const stateWord = sql<DeviceState>`case when not enabled then 'off' when silent_since is not null then 'silent'
  when last_seen_at is null then 'new' else 'alive' end`

export const listDevicesQuery = defineQuery({
  name: 'devices.list',
  input: ListDevices,
  allow: access.watch,
  async run(tx, { actor, input }): Promise<DevicePage> {
    const words = (input.q ?? '')
      .toLowerCase()
      .split(/\s+/)
      .filter((w) => w !== '')
    const mine = [
      visibleTo(actor),
      ...words.map((w) => sql<boolean>`position(${w} in lower(id || ' ' || name || ' ' || kind)) > 0`),
      ...(input.resource === undefined ? [] : [sql<boolean>`resource = ${input.resource}::uuid`]),
    ]
    const counted = await sql<{ state: DeviceState; n: number }>`
      select ${stateWord} as state, count(*)::int as n from devices where ${sql.join(mine, sql` and `)} group by 1`.execute(
      tx,
    )
    const states = {
      off: 0,
      new: 0,
      silent: 0,
      alive: 0,
      ...Object.fromEntries(counted.rows.map((r) => [r.state, r.n])),
    }
    const of = input.state === undefined ? sql`true` : sql`${stateWord} = ${input.state}`
    const { rows } = await sql<StoredDevice>`
      select * from devices where ${sql.join(mine, sql` and `)} and ${of}
      order by (silent_since is null), id limit ${input.limit} offset ${input.offset}`.execute(tx)
    const names = new Map<string, string>()
    for (const id of new Set(rows.map((r) => r.resource)))
      names.set(id, (await findResource(tx, id))?.content.name ?? '')
    return {
      rows: rows.map((r) => rowView(r, names.get(r.resource) ?? '')),
      total:
        input.state === undefined ? Object.values(states).reduce((a, b) => a + b, 0) : states[input.state],
      states,
      may: { create: mayEver(access.manage, actor) },
    }
  },
})

export const getDeviceQuery = defineQuery({
  name: 'devices.get',
  input: DeviceRef,
  allow: access.watch,
  async run(tx, { actor, input, authorise }): Promise<DeviceView> {
    const device = await getDevice(tx, input.id)
    authorise(deviceSubject(device))
    const faults = await tables(tx)
      .selectFrom('device_faults')
      .select(['id', 'at', 'reason', 'payload'])
      .where('device', '=', device.id)
      .orderBy('id', 'desc')
      .limit(30)
      .execute()
    const resource = await findResource(tx, device.resource)
    return {
      ...rowView(device, resource?.content.name ?? ''),
      intervalSeconds: device.interval_seconds,
      perMinute: device.per_minute,
      keyNo: device.key_no,
      certificate: certificateEntered(device),
      terminal: terminalView(device, allows(access.manage, actor, deviceSubject(device))),
      fixed: device.fixed,
      lastAt: device.last_at?.toISOString() ?? null,
      recent: device.recent,
      faults: faults.map((f) => ({ ...f, at: f.at.toISOString() })),
      may: { manage: allows(access.manage, actor, deviceSubject(device)) },
    }
  },
})

/** A plate may be somebody's: it shows to who enters it. */
function terminalView(d: StoredDevice, mayManage: boolean): DeviceView['terminal'] {
  const terminal = terminalEntered(d)
  if (terminal === null) return null
  const { plate, ...says } = terminal.says
  const shown = { ...says, plate: plate === null || mayManage ? plate : '＊' }
  return { ...terminal, says: shown, registered: d.terminal_mark !== null }
}

function rowView(d: StoredDevice, resourceName: string): DeviceRow {
  return {
    id: d.id,
    name: d.name,
    kind: d.kind,
    resource: d.resource,
    resourceName,
    owner: d.owner,
    place: d.place,
    point: d.lon === null || d.lat === null ? null : { lon: d.lon, lat: d.lat },
    state: stateOf({ enabled: d.enabled, silentSince: d.silent_since, lastSeenAt: d.last_seen_at }),
    simulated: d.simulated,
    lastSeenAt: d.last_seen_at?.toISOString() ?? null,
    silentSince: d.silent_since?.toISOString() ?? null,
    readings: Number(d.readings),
    rejected: Number(d.rejected),
    throttled: Number(d.throttled),
  }
}
