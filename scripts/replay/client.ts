import { setTimeout as sleep } from 'node:timers/promises'

// biome-ignore lint/suspicious/noExplicitAny: a script looks at whatever the API answers.
type Body = any

export interface Answer {
  readonly status: number
  readonly body: Body
}

/** Somebody signed in, as a browser would be: over HTTP, with the session's cookie. */
export interface Session {
  get(path: string): Promise<Answer>
  post(path: string, body?: object): Promise<Answer>
}

const unauthorised = ''

/** Lets so many requests out at once; the others wait in line. */
export function createGate(atOnce: number): <T>(run: () => Promise<T>) => Promise<T> {
  let free = atOnce
  const line: (() => void)[] = []
  return async (run) => {
    if (free > 0) free--
    else await new Promise<void>((resolve) => line.push(resolve))
    try {
      return await run()
    } finally {
      const next = line.shift()
      if (next === undefined) free++
      else next()
    }
  }
}

type Gate = ReturnType<typeof createGate>

/** Signs in once per account; the sign-in door opens some thirty times a minute, so officers come in one by one. */
export function createSessions(
  base: string,
  password: string,
  gate: Gate,
): (login: string) => Promise<Session> {
  const known = new Map<string, Promise<Session>>()
  return (login) => {
    const session = known.get(login) ?? signIn(base, login, password, gate)
    known.set(login, session)
    return session
  }
}

async function signIn(base: string, login: string, password: string, gate: Gate): Promise<Session> {
  const response = await send(base, 'POST', '/session', unauthorised, { login, password })
  if (response.status !== 200)
    throw new Error(
      `${login} could not sign in at ${base} (${response.status}). A replay needs the demo city's accounts.`,
    )
  const cookie = response.headers.getSetCookie()[0]?.split(';')[0] ?? ''
  const ask = (method: string, path: string, body?: object): Promise<Answer> =>
    gate(async () => {
      const answer = await send(base, method, path, cookie, body)
      const text = await answer.text()
      return { status: answer.status, body: text === '' ? null : JSON.parse(text) }
    })
  return { get: (path) => ask('GET', path), post: (path, body = {}) => ask('POST', path, body) }
}

async function send(
  base: string,
  method: string,
  path: string,
  cookie: string,
  body?: object,
): Promise<Response> {
  for (;;) {
    const response = await fetch(`${base}/api/v1${path}`, {
      method,
      headers: { cookie, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    if (response.status !== 429) return response
    await response.arrayBuffer()
    await sleep(Math.min(10, Number(response.headers.get('retry-after') ?? 1)) * 1000)
  }
}
