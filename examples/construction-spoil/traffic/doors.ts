import { createHmac } from 'node:crypto'

/** What a door of the city answered; `body` is what it says, read as JSON. */
export interface Answer {
  readonly status: number
  readonly body: Record<string, unknown>
}

/** Nothing was refused: the city cannot be reached, or asks to come again; then there is nothing to tell. */
export class Later extends Error {}

/** A refusal, in the city's own sentence. */
export class Refused extends Error {
  readonly status: number

  constructor(what: string, { status, body }: Answer) {
    super(`${what}: ${status} ${typeof body.title === 'string' ? body.title : ''}`)
    this.status = status
  }
}

/** Where people and systems are let in; devices have a door of their own. */
const api = (path: string) => `/api/v1${path}`
const patienceMs = 20_000
const comeAgain: ReadonlySet<number> = new Set([429, 502, 503, 504])

/** @throws Later */
async function send(url: string, path: string, init: RequestInit): Promise<Response> {
  const signal = AbortSignal.timeout(patienceMs)
  const response = await fetch(`${url}${path}`, { ...init, signal }).catch((error: unknown) => {
    throw new Later(
      `the city at ${url} cannot be reached (${error instanceof Error ? error.message : String(error)})`,
    )
  })
  if (!comeAgain.has(response.status)) return response
  await response.arrayBuffer()
  throw new Later(response.status === 429 ? '' : `${path}: ${response.status}`)
}

async function answerOf(response: Response): Promise<Answer> {
  const text = await response.text()
  const body: unknown = /json/.test(response.headers.get('content-type') ?? '') ? JSON.parse(text) : {}
  return {
    status: response.status,
    body: typeof body === 'object' && body !== null ? (body as Answer['body']) : {},
  }
}

/** Readings of a device, signed by its key. @throws Later, Refused */
export async function sendReadings(
  url: string,
  { device, key, now }: { readonly device: string; readonly key: string; readonly now: number },
  readings: readonly object[],
): Promise<void> {
  const body = JSON.stringify(readings)
  const timestamp = String(Math.floor(now / 1000))
  const signature = createHmac('sha256', key).update(`${timestamp}\n${device}\n${body}`).digest('hex')
  const headers = {
    'content-type': 'application/json',
    'x-device': device,
    'x-timestamp': timestamp,
    'x-signature': `sha256=${signature}`,
  }
  const answer = await answerOf(await send(url, '/devices/v1/readings', { method: 'POST', headers, body }))
  if (answer.status !== 200) throw new Refused('readings', answer)
}

/** Somebody signed in, as a browser would be. */
export interface Person {
  /** @throws Later, Refused */
  get(path: string): Promise<Answer['body']>
  /** @throws Later, Refused */
  post(path: string, body: object): Promise<Answer['body']>
}

/** Where the session of a person is kept from one start to the next. */
export interface Kept {
  read(): string | undefined
  write(cookie: string): void
}

/** @param signIn how the session is opened where there is none or it has ended; gives its cookie */
export function person(url: string, kept: Kept, signIn: () => Promise<string>): Person {
  async function ask(method: string, path: string, body?: object): Promise<Answer['body']> {
    for (let attempt = 0; ; attempt++) {
      const cookie = kept.read() || (await signIn())
      kept.write(cookie)
      const headers = { cookie, ...(body === undefined ? {} : { 'content-type': 'application/json' }) }
      const response = await send(url, api(path), {
        method,
        headers,
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      })
      const answer = await answerOf(response)
      if (answer.status < 300) return answer.body
      if (answer.status !== 401 || attempt > 0) throw new Refused(path, answer)
      kept.write('')
    }
  }
  return { get: (path) => ask('GET', path), post: (path, body) => ask('POST', path, body) }
}

async function opened(url: string, path: string, body: object): Promise<string> {
  const headers = { 'content-type': 'application/json' }
  const response = await send(url, api(path), { method: 'POST', headers, body: JSON.stringify(body) })
  const cookie = response.headers.getSetCookie()[0]?.split(';')[0]
  const answer = await answerOf(response)
  if (answer.status !== 200 || cookie === undefined) throw new Refused(path, answer)
  return cookie
}

export const byPassword = (url: string, login: string, password: string) => () =>
  opened(url, '/session', { login, password })

/** The demo city shows the code that it would have sent to a phone; any other city does not, and nobody is signed in. */
export const byPhone = (url: string, phone: string) => async () => {
  const headers = { 'content-type': 'application/json' }
  const asked = await answerOf(
    await send(url, api('/session/code'), { method: 'POST', headers, body: JSON.stringify({ phone }) }),
  )
  const code = asked.body.demoCode
  if (typeof code !== 'string') throw new Refused('/session/code', asked)
  return opened(url, '/session/phone', { phone, code })
}
