import type { FastifyInstance } from 'fastify'
import sharp from 'sharp'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Case, defineCaseType } from '#kernel/cases/define'
import { createServer } from '#kernel/http'
import type { Actor } from '#kernel/identity/define'
import { addOfficer, addResident, openTestKernel, type TestKernel } from '../notify/kernel.fixture.ts'
import { fileMessages, fileRoutes, StoredFile } from './index.ts'

/** Seen by the applicant, the lead handler, and everyone in the list of the public, who gets it masked. */
const type = defineCaseType({
  type: 'report',
  prefix: 'RP',
  states: ['open'],
  initial: 'open',
  final: [],
  clocks: [],
  actions: {},
  see: [
    { who: 'resident', scope: 'anywhere' },
    { who: 'handler', scope: 'lead' },
  ],
  unmasked: [{ who: 'resident', scope: 'own' }],
})

type Signed = { actor: Actor; token: string }
let harness: TestKernel
let server: FastifyInstance
let owner: Signed
let stranger: Signed
let handler: Signed
let outsider: Signed

beforeAll(async () => {
  harness = await openTestKernel()
  server = await createServer(harness.kernel, fileRoutes([type]), fileMessages)
  owner = await addResident(harness, '13800000001')
  stranger = await addResident(harness, '13800000002')
  handler = await addOfficer(harness, 'handler', { role: 'handler', org: 'LEAD', places: ['50'] })
  outsider = await addOfficer(harness, 'outsider', { role: 'handler', org: 'OTHER', places: ['50'] })
})
afterAll(async () => {
  await server.close()
  await harness.stop()
})

const bearer = (by?: Signed) => (by === undefined ? {} : { authorization: `Bearer ${by.token}` })
let shade = 0
/** A picture of its own each time. */
function photo(): Promise<Buffer> {
  shade += 20
  const background = { r: shade, g: 90, b: 90 }
  return sharp({ create: { width: 40, height: 30, channels: 3, background } })
    .jpeg()
    .toBuffer()
}

async function upload(by: Signed | undefined, ...parts: { name: string; content: Buffer }[]) {
  const form = new FormData()
  for (const p of parts) form.append('files', new Blob([new Uint8Array(p.content)]), p.name)
  const request = new Request('http://x/', { method: 'POST', body: form })
  const headers = { ...bearer(by), 'content-type': request.headers.get('content-type') ?? '' }
  return server.inject({
    method: 'POST',
    url: '/api/v1/files',
    headers,
    payload: Buffer.from(await request.arrayBuffer()),
  })
}

async function uploadOne(by: Signed | undefined, name = '现场 (1).jpg'): Promise<StoredFile> {
  const answer = await upload(by, { name, content: await photo() })
  expect(answer.statusCode).toBe(201)
  return StoredFile.array().length(1).parse(answer.json())[0] as StoredFile
}

const get = (hash: string, by?: Signed) =>
  server.inject({ method: 'GET', url: `/api/v1/files/${hash}`, headers: bearer(by) })

async function addCase(files: readonly string[]): Promise<void> {
  const id = uuidv7()
  const applicant = owner.actor.person
  const document = { id, type: type.type, applicant, files } satisfies Partial<Case>
  const at = harness.kernel.clock.now()
  await harness.kernel.app.db
    .insertInto('cases')
    .values({
      district: '500107',
      id,
      type: type.type,
      number: `RP${id.slice(-8)}`,
      state: 'open',
      version: 1,
      place: '50/500107',
      category: null,
      urgency: null,
      channel: 'web',
      lead_org: 'LEAD',
      assignee: null,
      co_orgs: [],
      people: [owner.actor.person ?? ''],
      due_at: null,
      held: false,
      created_at: at,
      updated_at: at,
      closed_at: null,
      document: JSON.stringify(document),
    })
    .execute()
}

test('an upload is recorded and audited, and served with headers that let nothing run', async () => {
  const file = await uploadOne(owner)
  expect(file).toMatchObject({ kind: 'image/webp', name: '现场 (1).webp', width: 40, height: 30 })
  const answer = await get(file.hash, owner)
  expect(answer.statusCode).toBe(200)
  expect(answer.rawPayload.length).toBe(file.bytes)
  expect(answer.headers).toMatchObject({
    'content-type': 'image/webp',
    'content-disposition': "inline; filename*=UTF-8''%E7%8E%B0%E5%9C%BA%20%281%29.webp",
    'x-content-type-options': 'nosniff',
    'content-security-policy': "sandbox; default-src 'none'",
    'cache-control': 'private, max-age=31536000, immutable',
  })
  const audit = await harness.sql(
    `select action, actor_id, change from audit_entries where subject_id = '${file.hash}'`,
  )
  expect(audit).toMatchObject([
    { action: 'file.add', actor_id: owner.actor.id, change: { kind: 'image/webp' } },
  ])
})

test('before it belongs to a case, only a known uploader reads it', async () => {
  const file = await uploadOne(owner)
  const unknown = await uploadOne(undefined)
  const readers = [owner, stranger, handler, outsider, undefined]
  expect(await Promise.all(readers.map(async (r) => (await get(file.hash, r)).statusCode))).toEqual([
    200, 404, 404, 404, 404,
  ])
  expect((await get(unknown.hash)).statusCode).toBe(404)
})

test('in a case: who sees its files on the page reads them; officers leave a trace', async () => {
  const file = await uploadOne(undefined)
  await addCase([file.hash, '0'.repeat(64)])
  const readers = [owner, stranger, handler, outsider, undefined]
  expect(await Promise.all(readers.map(async (r) => (await get(file.hash, r)).statusCode))).toEqual([
    200, 404, 200, 404, 404,
  ])
  const reads = await harness.sql(
    `select actor_id from audit_entries where subject_id = '${file.hash}' and outcome = 'read'`,
  )
  expect(reads).toEqual([{ actor_id: handler.actor.id }])
})

test('several at once; the same twice is one', async () => {
  const content = await photo()
  const answer = await upload(
    owner,
    { name: 'a.jpg', content },
    { name: 'b.jpg', content },
    { name: 'c.jpg', content: await photo() },
  )
  expect(answer.statusCode).toBe(201)
  expect(
    new Set(
      StoredFile.array()
        .parse(answer.json())
        .map((f) => f.hash),
    ).size,
  ).toBe(2)
})

test('who uploads what another uploaded before reads it too', async () => {
  await harness.sql(
    'alter table files drop constraint files_pk, add constraint files_pk primary key (hash, uploaded_by)',
  )
  const content = await photo()
  const [first, second] = [
    await upload(owner, { name: 'a.jpg', content }),
    await upload(stranger, { name: 'b.jpg', content }),
  ]
  const [hash] = [first, second].map((a) => StoredFile.array().parse(a.json())[0]?.hash ?? '')
  expect((await get(hash ?? '', stranger)).statusCode).toBe(200)
})

test.each([
  ['a program', { name: 'a.jpg', content: Buffer.from('MZ..') }, 400, 'files.kind'],
  ['more than the limit', { name: 'a.jpg', content: Buffer.alloc(21 * 1024 * 1024, 0xff) }, 413, ''],
])('%s is refused', async (_name, part, status, message) => {
  const answer = await upload(owner, part)
  expect(answer.statusCode).toBe(status)
  if (message !== '') expect(answer.json().title).toBe(fileMessages[message]?.zh)
})

test('a form without files, and no form at all', async () => {
  expect((await upload(owner)).statusCode).toBe(400)
  const json = await server.inject({
    method: 'POST',
    url: '/api/v1/files',
    headers: bearer(owner),
    payload: {},
  })
  expect(json.statusCode).toBe(400)
})

test('an address that is no hash', async () => {
  expect((await get('..%2f..%2fetc%2fpasswd', owner)).statusCode).toBe(400)
})

test('the index serves the question which case names a file', async () => {
  await harness.sql('set enable_seqscan = off')
  const plan = await harness.sql(
    `explain select 1 from cases where document->'files' @> '["x"]'::jsonb and jsonb_array_length(document->'files') > 0`,
  )
  expect(JSON.stringify(plan)).toContain('cases_by_file')
})
