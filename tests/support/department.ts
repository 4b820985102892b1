import { createServer as createHttp, type IncomingMessage, type ServerResponse } from 'node:http'
import { connect, createServer as createTcp, type Socket } from 'node:net'
import pg from 'pg'
import { expect } from 'vitest'
import type { Client, TestPlatform } from './platform.ts'
import { createTestDatabase } from './platform.ts'

/** Systems of departments that are pulled from. */

export interface Door {
  readonly port: number
  readonly url: string
  stop(): Promise<void>
}

/** An HTTP server of a department; `answer` may be exchanged between requests. */
export async function startDepartment(
  answer: (request: IncomingMessage, response: ServerResponse, url: URL) => void,
): Promise<Door> {
  const server = createHttp((request, response) =>
    answer(request, response, new URL(request.url ?? '', 'http://department')),
  )
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const port = portOf(server.address())
  return {
    port,
    url: `http://127.0.0.1:${port}`,
    async stop() {
      server.closeAllConnections()
      await new Promise((done) => server.close(done))
    },
  }
}

export function json(response: ServerResponse, body: unknown, headers: Record<string, string> = {}): void {
  response.writeHead(200, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body))
}

export interface DepartmentDatabase extends Door {
  readonly database: string
  readonly user: string
  /** Empty where the server asks for none. */
  readonly password: string
  run(sql: string): Promise<void>
}

/** A PostgreSQL database of a department, behind a TCP port: the run's own server may listen on a socket alone. */
export async function startDepartmentDatabase(): Promise<DepartmentDatabase> {
  const made = await createTestDatabase()
  const url = new URL(made.url)
  const folder = url.searchParams.get('host')
  const target =
    folder === null
      ? { host: url.hostname, port: Number(url.port) }
      : { path: `${folder}/.s.PGSQL.${url.port}` }
  const sockets = new Set<Socket>()
  const server = createTcp((socket) => {
    const other = connect(target as { path: string })
    for (const s of [socket, other]) {
      sockets.add(s)
      s.on('error', () => {}).on('close', () => {
        sockets.delete(s)
        socket.destroy()
        other.destroy()
      })
    }
    socket.pipe(other).pipe(socket)
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const client = new pg.Client({ connectionString: made.url })
  await client.connect()
  const port = portOf(server.address())
  return {
    port,
    url: `127.0.0.1:${port}`,
    database: url.pathname.slice(1),
    user: decodeURIComponent(url.username),
    password: decodeURIComponent(url.password),
    run: async (sql) => {
      await client.query(sql)
    },
    async stop() {
      await client.end()
      for (const s of sockets) s.destroy()
      await new Promise((done) => server.close(done))
      await made.drop()
    },
  }
}

function portOf(address: ReturnType<ReturnType<typeof createTcp>['address']>): number {
  return typeof address === 'object' ? (address?.port ?? 0) : 0
}

/** Defines a source that runs when it is told to. */
export async function saveSource(
  manager: Client,
  resource: string,
  place: object,
  change: { settings?: object; secret?: string } = {},
): Promise<string> {
  const settings = { place, schedule: { kind: 'manual' }, ...change.settings }
  const secret = change.secret === undefined ? {} : { secret: change.secret }
  const saved = await manager.post('/pulls', { resource, name: '部门系统', settings, ...secret })
  expect({ status: saved.status, body: saved.status === 201 ? '' : saved.body }).toEqual({
    status: 201,
    body: '',
  })
  return saved.body.id
}

/** Runs a source and waits until it is over; the answer is how the source then stands. */
export async function pullNow(city: TestPlatform, manager: Client, source: string, body: object = {}) {
  const started = await manager.post(`/pulls/${source}/run`, body)
  expect({ status: started.status, body: started.status === 200 ? '' : started.body }).toEqual({
    status: 200,
    body: '',
  })
  expect(await city.platform.kernel.jobs.idle(60_000)).toBe(true)
  const { body: view } = await manager.get(`/pulls/${source}`)
  return { ...view, run: view.runs[0] }
}
