import { randomBytes } from 'node:crypto'
import { defineAction, Refusal } from '#kernel/action'
import type { Tx } from '#kernel/database'
import { type MasterKey, sealSecret } from '#kernel/vault'
import { getResource } from '#modules/catalogue'
import { access } from '../access.ts'
import {
  CreateDevices,
  type CreatedDevices,
  DeviceRef,
  EnableDevice,
  EnterCertificate,
  NewDevice,
  type RotatedKey,
  type Terminal,
} from '../contract.ts'
import { saysNames, saysText } from '../rules/jt808.ts'
import { certificateValue } from '../rules.ts'
import { getDevice, keyContext, type StoredDevice, terminalEntered } from '../store.ts'
import { tables } from '../tables.ts'
import { terminalCode } from '../terminal-code.ts'

export function deviceSubject(d: Pick<StoredDevice, 'id' | 'owner' | 'place'>) {
  return { type: 'device', id: d.id, lead: d.owner, place: d.place }
}

const codeOf = (key: string, terminal: Terminal | null) =>
  terminal === null ? null : terminalCode(key, terminal)

const newKey = () => randomBytes(32).toString('base64url')

function entryOf(d: NewDevice) {
  return {
    name: d.name,
    kind: d.kind,
    place: d.place,
    lon: d.point?.lon ?? null,
    lat: d.point?.lat ?? null,
    interval_seconds: d.intervalSeconds,
    per_minute: d.perMinute,
    terminal: d.terminal?.number ?? null,
    terminal_crs: d.terminal?.crs ?? null,
    terminal_says:
      d.terminal === null || saysText(d.terminal.says) === '' ? null : JSON.stringify(d.terminal.says),
    fixed: JSON.stringify(d.fixed),
  }
}

/** Enters devices, all or none. Each gets a key of its own, which is shown this once. */
export function createDevices(key: () => MasterKey) {
  return defineAction({
    name: 'devices.create',
    input: CreateDevices,
    allow: access.manage,
    async run(tx, { input, actor, now, authorise }) {
      const resource = await getResource(tx, input.resource)
      authorise({ lead: resource.provider })
      await refuseKnown(tx, input.devices)
      const made = input.devices.map((d) => ({ d, key: newKey() }))
      await tables(tx)
        .insertInto('devices')
        .values(
          made.map((m) => ({
            id: m.d.id,
            resource: resource.id,
            owner: resource.provider,
            ...entryOf(m.d),
            key: sealSecret(key(), m.key, keyContext(m.d.id)),
            key_no: 1,
            certificate_by: null,
            certificate: null,
            certificate_at: null,
            terminal_mark: null,
            enabled: true,
            simulated: actor.kind === 'system',
            created_at: now,
            changed_at: now,
            awaited_from: now,
            last_seen_at: null,
            last_at: null,
            silent_since: null,
            readings: 0,
            rejected: 0,
            throttled: 0,
            recent: '[]',
          })),
        )
        .execute()
      const output: CreatedDevices = {
        devices: made.map((m) => ({
          id: m.d.id,
          key: m.key,
          code: codeOf(m.key, m.d.terminal),
        })),
      }
      return {
        output,
        subject: { type: 'resource', id: resource.id, lead: resource.provider },
        change: { devices: input.devices.map((d) => d.id) },
      }
    },
  })
}

/** @throws Refusal `invalid` for a name that is given twice, `conflict` for one that is taken */
async function refuseKnown(tx: Tx, devices: readonly NewDevice[]): Promise<void> {
  const ids = devices.map((d) => d.id)
  const twice = ids.find((id, n) => ids.indexOf(id) !== n)
  if (twice !== undefined) throw new Refusal('invalid', 'devices.twice', { id: twice })
  const known = await tables(tx).selectFrom('devices').select('id').where('id', 'in', ids).executeTakeFirst()
  if (known !== undefined) throw new Refusal('conflict', 'devices.known', { id: known.id })
  await refuseTerminals(tx, devices)
}

/** @throws Refusal `conflict` for the number of a terminal that another device has: by it the sender is known. */
async function refuseTerminals(tx: Tx, devices: readonly NewDevice[]): Promise<void> {
  const numbers = devices.flatMap((d) => (d.terminal === null ? [] : [d.terminal.number]))
  const twice = numbers.find((number, n) => numbers.indexOf(number) !== n)
  const taken =
    numbers.length === 0
      ? undefined
      : await tables(tx)
          .selectFrom('devices')
          .select('terminal')
          .where('terminal', 'in', numbers)
          .where(
            'id',
            'not in',
            devices.map((d) => d.id),
          )
          .executeTakeFirst()
  const terminal = twice ?? taken?.terminal
  if (terminal != null) throw new Refusal('conflict', 'devices.known-terminal', { terminal })
}

const identity = (terminal: Terminal | null) => terminal && `${terminal.number} ${saysText(terminal.says)}`

/** A terminal for the audit: of what it has to say, what is asked for. */
function namesOf(terminal: Terminal | null) {
  return terminal && { ...terminal, says: saysNames.filter((name) => terminal.says[name] !== null) }
}

export const changeDevice = defineAction({
  name: 'devices.change',
  input: NewDevice,
  allow: access.manage,
  async run(tx, { input, now, authorise }) {
    const device = await getDevice(tx, input.id)
    authorise(deviceSubject(device))
    await refuseTerminals(tx, [input])
    // Another number is another terminal, and one that has to say something else registers again.
    const mark = identity(terminalEntered(device)) === identity(input.terminal) ? device.terminal_mark : null
    await tables(tx)
      .updateTable('devices')
      .set({ ...entryOf(input), terminal_mark: mark, changed_at: now })
      .where('id', '=', input.id)
      .execute()
    // A fixed value may name a person, as the plate of a vehicle does; the audit names the items.
    const after = { ...input, fixed: Object.keys(input.fixed), terminal: namesOf(input.terminal) }
    return { output: { id: input.id }, subject: deviceSubject(device), change: { after } }
  },
})

/** Switched off, a device is turned away at every door. */
export const enableDevice = defineAction({
  name: 'devices.enable',
  input: EnableDevice,
  allow: access.manage,
  async run(tx, { input, now, authorise }) {
    const device = await getDevice(tx, input.id)
    authorise(deviceSubject(device))
    const again = input.enabled && !device.enabled ? { awaited_from: now, silent_since: null } : {}
    await tables(tx)
      .updateTable('devices')
      .set({ enabled: input.enabled, changed_at: now, ...again })
      .where('id', '=', input.id)
      .execute()
    return { output: { id: input.id }, subject: deviceSubject(device), change: { enabled: input.enabled } }
  },
})

/** A new key, shown this once; the old one ends at once, and a terminal registers anew. */
export function rotateKey(key: () => MasterKey) {
  return defineAction({
    name: 'devices.rotate-key',
    input: DeviceRef,
    allow: access.manage,
    async run(tx, { input, now, authorise }) {
      const device = await getDevice(tx, input.id)
      authorise(deviceSubject(device))
      const fresh = newKey()
      await tables(tx)
        .updateTable('devices')
        .set({
          key: sealSecret(key(), fresh, keyContext(device.id)),
          key_no: device.key_no + 1,
          terminal_mark: null,
          changed_at: now,
        })
        .where('id', '=', device.id)
        .execute()
      const output: RotatedKey = { id: device.id, key: fresh, code: codeOf(fresh, terminalEntered(device)) }
      return { output, subject: deviceSubject(device), change: { keyNo: device.key_no + 1 } }
    },
  })
}

/** Enters the certificate by which a device may prove itself at the broker, in place of a former one. */
export const enterCertificate = defineAction({
  name: 'devices.enter-certificate',
  input: EnterCertificate,
  allow: access.manage,
  async run(tx, { input, now, authorise }) {
    const device = await getDevice(tx, input.id)
    authorise(deviceSubject(device))
    const { id, by } = input
    const value = certificateValue(by, input.value)
    if (value === undefined) throw new Refusal('invalid', `devices.bad-${by}`, { field: 'value' })
    await tables(tx)
      .updateTable('devices')
      .set({ certificate_by: by, certificate: value, certificate_at: now, changed_at: now })
      .where('id', '=', id)
      .execute()
    return { output: { id }, subject: deviceSubject(device), change: { certificate: { by, value } } }
  },
})

/** The device is turned away at once where it came by the certificate; its key stays. */
export const removeCertificate = defineAction({
  name: 'devices.remove-certificate',
  input: DeviceRef,
  allow: access.manage,
  async run(tx, { input, now, authorise }) {
    const device = await getDevice(tx, input.id)
    authorise(deviceSubject(device))
    await tables(tx)
      .updateTable('devices')
      .set({ certificate_by: null, certificate: null, certificate_at: null, changed_at: now })
      .where('id', '=', input.id)
      .execute()
    const removed = { by: device.certificate_by, value: device.certificate }
    return { output: { id: input.id }, subject: deviceSubject(device), change: { removed } }
  },
})
