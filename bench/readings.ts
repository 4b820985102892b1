import { randomUUID } from 'node:crypto'
import { connectAsync, type MqttClient } from 'mqtt'
import { systemActor } from '../src/kernel/identity/define.ts'
import { createPlatform, type Platform } from '../src/main.ts'
import { createResource, publishResource } from '../src/modules/catalogue/index.ts'
import { doorsOf } from '../src/modules/devices/index.ts'
import { readingsOfSensors, sensor, topic } from '../tests/support/devices.ts'
import { hasMosquitto, startMosquitto } from '../tests/support/services.ts'
import { benchConfig } from './support.ts'

const actor = systemActor('bench')
const messages = Number(process.env.BENCH_READINGS ?? 20_000)
/** Messages that wait for their acknowledgement: 100 of one device, one each of a thousand. */
const inFlight = (clients: number) => Math.max(1, Math.floor(100 / clients))
const mostPerDevice = 60_000

/**
 * Messages a second that are acknowledged after storage, QoS 1, with one device and with a thousand, and again when the
 * table has grown; beside Mosquitto, which stores nothing, and a bare batched insert, which neither checks nor audits.
 * The senders share the machine with what they measure.
 */
export async function run(): Promise<void> {
  const platform = await createPlatform(benchConfig({ MQTT_PORT: '0' }))
  const keys = await enter(platform)
  const port = doorsOf(platform.kernel).broker?.port
  const connect = (id: string) =>
    connectAsync(`mqtt://127.0.0.1:${port}`, {
      username: id,
      password: keys.get(id) ?? '',
      reconnectPeriod: 0,
    })
  await measure('warm-up, 1 device', [...keys.keys()].slice(0, 1), connect, 2000)
  for (const round of ['empty table', 'grown table']) {
    await measure(`embedded, 1 device, ${round}`, [...keys.keys()].slice(0, 1), connect, messages)
    await measure(`embedded, 1,000 devices, ${round}`, [...keys.keys()], connect, messages)
    const { rows } = await platform.kernel.app.pool.query('select count(*)::int as n from collected_rows')
    console.log(`  ${rows[0].n.toLocaleString('en')} rows in the table`)
  }
  await bareInsert(platform)
  await platform.stop()
  await mosquitto([...keys.keys()])
}

async function enter(platform: Platform): Promise<Map<string, string>> {
  const { kernel, modules } = platform
  const input = { provider: 'gxq.market', content: readingsOfSensors }
  const made = await kernel.execute(createResource, { actor, input })
  await kernel.execute(publishResource, {
    actor,
    input: { id: made.id, revision: made.revision, note: 'bench' },
  })
  const create = modules.find((m) => m.name === 'devices')?.actions?.find((a) => a.name === 'devices.create')
  if (create === undefined) throw new Error('devices.create is missing')
  const devices = Array.from({ length: 1000 }, (_, n) => sensor(`bench-${n}`, { perMinute: mostPerDevice }))
  const answer = await kernel.execute(create, { actor, input: { resource: made.id, devices } })
  const { devices: entered } = answer as { devices: { id: string; key: string }[] }
  return new Map(entered.map((d) => [d.id, d.key]))
}

type Connect = (id: string) => Promise<MqttClient>

async function measure(name: string, ids: readonly string[], connect: Connect, count: number): Promise<void> {
  const clients: [string, MqttClient][] = []
  for (let n = 0; n < ids.length; n += 50)
    clients.push(
      ...(await Promise.all(
        ids.slice(n, n + 50).map(async (id) => [id, await connect(id)] as [string, MqttClient]),
      )),
    )
  const latencies: number[] = []
  const each = Math.ceil(count / clients.length)
  const began = performance.now()
  await Promise.all(
    clients.map(async ([id, client]) => {
      let left = each
      const lanes = Array.from({ length: Math.min(inFlight(clients.length), each) }, async () => {
        while (left-- > 0) {
          const sent = performance.now()
          await client.publishAsync(topic(id), reading(), { qos: 1 })
          latencies.push(performance.now() - sent)
        }
      })
      await Promise.all(lanes)
    }),
  )
  const seconds = (performance.now() - began) / 1000
  latencies.sort((a, b) => a - b)
  const at = (share: number) => (latencies[Math.floor(latencies.length * share)] ?? 0).toFixed(1)
  console.log(
    `  ${name}: ${latencies.length.toLocaleString('en')} messages, ${(latencies.length / seconds).toFixed(0)}/s acknowledged, p50 ${at(0.5)} ms, p99 ${at(0.99)} ms`,
  )
  await Promise.all(clients.map(([, client]) => client.endAsync(true)))
}

let serial = 0
const reading = () =>
  JSON.stringify({ at: new Date().toISOString(), message: serial++, values: { ppm: serial % 100 } })

async function mosquitto(ids: readonly string[]): Promise<void> {
  if (!hasMosquitto()) {
    console.log('  peer: Mosquitto is not installed, skipped')
    return
  }
  const broker = await startMosquitto()
  const connect = () =>
    connectAsync(broker.url, { username: broker.username, password: broker.password, reconnectPeriod: 0 })
  await measure('peer: Mosquitto without storage, 1 client', ids.slice(0, 1), connect, messages)
  await measure('peer: Mosquitto without storage, 1,000 clients', ids, connect, messages)
  await broker.stop()
}

/** Rows of the same size into a table with the same key, 500 a statement; nothing is checked, known again or audited. */
async function bareInsert({ database }: Platform): Promise<void> {
  const { pool } = database.migrator
  await pool.query(
    'create table bare_readings (resource uuid, key text, at timestamptz, data jsonb, primary key (resource, key))',
  )
  const resource = randomUUID()
  const began = performance.now()
  for (let n = 0; n < messages; n += 500) {
    const keys = Array.from({ length: 500 }, () => randomUUID())
    const data = keys.map(() =>
      JSON.stringify({
        at: new Date().toISOString(),
        ppm: 3,
        device: 'bench-1',
        place: '50/500107/500107103',
      }),
    )
    await pool.query(
      'insert into bare_readings select $1, k, now(), d::jsonb from unnest($2::text[], $3::text[]) as t (k, d)',
      [resource, keys, data],
    )
  }
  const seconds = (performance.now() - began) / 1000
  console.log(
    `  peer: bare insert, 500 a statement, one connection: ${(messages / seconds).toFixed(0)} rows/s`,
  )
}
