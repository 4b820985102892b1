import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { Refusal } from '#kernel/action/define'
import { anonymous, systemActor } from '#kernel/identity/define'
import {
  createPorts,
  noticeQueries,
  notifyJobs,
  notifyMessages,
  notifyReactions,
  queueAction,
  type queueNotice,
  readAction,
  renderNotice,
} from './index.ts'
import { addOfficer, addResident, openTestKernel, type TestKernel } from './kernel.fixture.ts'

const phone = '13812345678'
const log = { info() {}, warn() {}, error() {} }

interface Received {
  readonly headers: IncomingMessage['headers']
  readonly body: Record<string, string>
}

/** A gateway that speaks the protocol: answers a number with the next status set for it, 0 = not at all. */
async function openGateway() {
  const received: Received[] = []
  const answers = new Map<string, number[]>()
  const server = createServer(async (request, response) => {
    let text = ''
    for await (const chunk of request) text += chunk
    const body: Record<string, string> = JSON.parse(text)
    received.push({ headers: request.headers, body })
    const status = answers.get(body.to ?? '')?.shift() ?? 200
    if (status === 302) response.setHeader('location', '/elsewhere')
    if (status !== 0) response.writeHead(status).end(JSON.stringify({ to: body.to }))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/sms`
  const close = () => {
    server.closeAllConnections()
    server.close()
  }
  return { url, received, answers, close }
}

let gateway: Awaited<ReturnType<typeof openGateway>>
let harness: TestKernel

beforeAll(async () => {
  gateway = await openGateway()
  const config = { sms: { url: gateway.url, token: 'secret' }, emailUrl: gateway.url, production: true }
  harness = await openTestKernel({
    jobs: [...notifyJobs(notifyMessages)],
    reactions: notifyReactions,
    ports: createPorts(config, log, { timeoutMs: 500 }),
  })
})
beforeEach(() => {
  gateway.received.length = 0
  gateway.answers.clear()
  harness.lines.length = 0
})
afterAll(async () => {
  gateway.close()
  await harness.stop()
})

async function queue(notice: Parameters<typeof queueNotice>[1]): Promise<string> {
  const { id } = await harness.kernel.execute(queueAction, { actor: systemActor('test'), input: notice })
  return id
}

async function stateOf(id: string, wanted: string): Promise<Record<string, unknown>> {
  for (let i = 0; i < 200; i++) {
    const [row] = await harness.sql(`select state, attempts, error, sent_at from notices where id = '${id}'`)
    if (row?.state === wanted) return row
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error(`the notice did not become ${wanted}`)
}

const received = { template: 'notice.case-received', data: { number: 'SQ20261124000001' } }

describe('delivery over HTTP', () => {
  test('sends the text once, with token and key, and records it', async () => {
    const { actor } = await addResident(harness, phone)
    const id = await queue({ person: actor.person, channel: 'sms', ...received })
    expect(await stateOf(id, 'sent')).toMatchObject({ attempts: 1, error: null })
    expect(gateway.received).toHaveLength(1)
    expect(gateway.received[0]?.body).toEqual({
      to: phone,
      text: '【智治】已收到您的事项，编号 SQ20261124000001，可凭编号查询进度。',
    })
    expect(gateway.received[0]?.headers).toMatchObject({
      authorization: 'Bearer secret',
      'idempotency-key': id,
    })
  })

  test('what the gateway does not take is tried again; the failure shows meanwhile, and nowhere the number', async () => {
    const failures: [number, string][] = [
      [500, 'the gateway answered 500'],
      [302, 'the gateway answered 302'],
      [0, 'no answer within 500 ms'],
    ]
    const all = failures.map(async ([status, reason], i) => {
      const to = `1370000000${i}`
      gateway.answers.set(to, [status])
      const { actor } = await addResident(harness, to)
      const id = await queue({ person: actor.person, channel: 'sms', ...received })
      expect(await stateOf(id, 'failed')).toMatchObject({ attempts: 1, error: reason })
      expect(await stateOf(id, 'sent')).toMatchObject({ attempts: 2, error: null })
      expect(gateway.received.filter((r) => r.body.to === to)).toHaveLength(2)
    })
    await Promise.all(all)
    expect(harness.lines.join('\n')).toContain('notice.deliver failed')
    const jobs = await harness.sql(
      `select data::text, output::text from pgboss.job where name = 'notice.deliver'`,
    )
    const rows = await harness.sql(
      `select n::text from notices n union all select a::text from audit_entries a union all select e::text from events e`,
    )
    expect(JSON.stringify([harness.lines, jobs, rows])).not.toMatch(/1370000000/)
  })

  test('one id is one notice, and a delivery that runs again or twice at once sends nothing more', async () => {
    const { actor } = await addResident(harness, phone)
    const id = randomUUID()
    const notice = { id, person: actor.person, channel: 'sms' as const, ...received }
    await queue(notice)
    await queue(notice)
    await stateOf(id, 'sent')
    const [job] = notifyJobs(notifyMessages)
    await Promise.all([job.run(harness.kernel, { id }), job.run(harness.kernel, { id })])
    expect(gateway.received).toHaveLength(1)
    await harness.sql(`update notices set state = 'waiting' where id = '${id}'`)
    await Promise.all([job.run(harness.kernel, { id }), job.run(harness.kernel, { id })])
    expect(gateway.received).toHaveLength(2)
  })

  test('a person whose key was destroyed cannot be reached, and is not tried again', async () => {
    const { actor } = await addResident(harness, '13600000006')
    await harness.sql(`update persons set wrapped_key = null where id = '${actor.person}'`)
    const id = await queue({ person: actor.person, channel: 'sms', ...received })
    expect(await stateOf(id, 'failed')).toMatchObject({ attempts: 1, error: 'no address' })
    expect(gateway.received).toHaveLength(0)
  })

  test('e-mail reaches an account that signs in with an address', async () => {
    const { actor } = await addOfficer(harness, 'li.jing@example.org', {
      role: 'handler',
      org: 'ORG',
      places: ['50'],
    })
    const id = await queue({
      account: actor.id,
      channel: 'email',
      template: 'notice.case-due',
      data: { number: 'SQ1', due: '11 月 25 日' },
    })
    await stateOf(id, 'sent')
    expect(gateway.received[0]?.body).toEqual({
      to: 'li.jing@example.org',
      subject: '智治通知',
      text: '【智治】事项 SQ1 将于 11 月 25 日 到期，请及时办理。',
    })
  })
})

describe('in the app', () => {
  const queries = noticeQueries(notifyMessages)
  const list = (actor: Parameters<TestKernel['kernel']['ask']>[1]['actor'], input: object = {}) =>
    harness.kernel.ask(queries.list, { actor, input })

  test('own notices, newest first, in pages, with the number of unread ones', async () => {
    const { actor } = await addResident(harness, '13500000001')
    const other = await addResident(harness, '13500000002')
    const ids = []
    for (let i = 0; i < 5; i++)
      ids.push(
        await queue({
          person: actor.person,
          channel: 'in-app',
          template: 'notice.case-overdue',
          data: { number: `SQ${i}` },
        }),
      )
    await queue({ account: other.actor.id, channel: 'in-app', ...received })
    const first = await list(actor, { limit: 3 })
    const second = await list(actor, { limit: 3, cursor: first.next })
    expect([...first.rows, ...second.rows].map((r) => r.id)).toEqual(ids.toReversed())
    expect([first.unread, second.next]).toEqual([5, null])
    expect(first.rows[0]).toMatchObject({
      state: 'sent',
      text: { zh: '【智治】事项 SQ4 已超期，请立即办理。' },
    })
    expect((await list(other.actor)).rows).toHaveLength(1)
    expect((await list(anonymous)).rows).toEqual([])
  })

  test('reading is for the recipient, and counts once', async () => {
    const { actor } = await addResident(harness, '13500000003')
    const other = await addResident(harness, '13500000004')
    const id = await queue({ person: actor.person, channel: 'in-app', ...received })
    const read = (by: typeof actor) => harness.kernel.execute(readAction, { actor: by, input: { id } })
    await expect(read(other.actor)).rejects.toThrow('notice.not-found')
    await expect(read(anonymous)).rejects.toThrow(Refusal)
    const at = (await read(actor)).readAt
    harness.clock.advance(60_000)
    expect((await read(actor)).readAt).toBe(at)
    expect(await list(actor)).toMatchObject({ unread: 0, rows: [{ state: 'read', readAt: at }] })
    expect((await list(actor, { unread: 'true' })).rows).toEqual([])
  })

  test('queueing is for the system', async () => {
    const { actor } = await addResident(harness, '13500000005')
    const input = { person: actor.person, channel: 'in-app', ...received }
    await expect(harness.kernel.execute(queueAction, { actor, input })).rejects.toThrow('access.forbidden')
  })

  test('a notice goes to a person or an account', async () => {
    const input = { channel: 'in-app', ...received }
    await expect(harness.kernel.execute(queueAction, { actor: systemActor('t'), input })).rejects.toThrow(
      'input.invalid',
    )
  })
})

describe('console adapter', () => {
  const lines: string[] = []
  const listening = { ...log, info: (message: string) => void lines.push(message) }

  test('is labelled as simulated and hides the number', async () => {
    const ports = createPorts({ sms: null, emailUrl: null, production: false }, listening)
    await ports.sms(phone, '你好')
    await ports.email('li.jing@example.org', '标题', '正文')
    expect(lines).toEqual([
      '模拟短信（console adapter） 138****5678 你好',
      '模拟邮件（console adapter） l***@example.org 标题 正文',
    ])
  })

  test('does not pretend in production', async () => {
    const ports = createPorts({ sms: null, emailUrl: null, production: true }, listening)
    await expect(ports.sms(phone, 'x')).rejects.toThrow('SMS_URL')
    await expect(ports.email('a@b.cn', 'x', 'x')).rejects.toThrow('EMAIL_URL')
  })

  test('an address where nobody listens', async () => {
    const ports = createPorts(
      { sms: { url: 'http://127.0.0.1:9/', token: '' }, emailUrl: null, production: true },
      log,
    )
    await expect(ports.sms(phone, 'x')).rejects.toThrow(/not reachable: \w+/)
  })
})

test('a value that is a key is translated; other text stays', () => {
  const messages = {
    't.x': { zh: '{number}：{state}，{note}', en: '{number}: {state}, {note}' },
    's.done': { zh: '办结', en: 'closed' },
  }
  expect(renderNotice(messages, 't.x', 'zh', { number: 7, state: 's.done', note: 'toString' })).toBe(
    '7：办结，toString',
  )
})

test('templates fit one text message of 70 characters', () => {
  const data = {
    number: 'SQ20261124000001',
    state: '主办单位已受理',
    office: '重庆高新区城市管理综合执法支队',
    due: '11 月 25 日 18:00',
  }
  for (const key of Object.keys(notifyMessages).filter((k) => k.startsWith('notice.case-')))
    expect(renderNotice(notifyMessages, key, 'zh', data).length).toBeLessThanOrEqual(70)
})
