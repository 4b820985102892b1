import { z } from 'zod'
import { XmlError } from '#kernel/xml/rules'
import { PostedRequest, PostedUpdate, Problem, RequestUpdate, Service, TokenAnswer } from './contract.ts'
import { readSparkXml } from './rules.ts'

/** A server of others, with the key that it gave us. */
export interface PartnerServer {
  readonly url: string
  readonly jurisdiction: string
  readonly key: string | null
}

/** What went wrong at the other end, in a few words that are safe to show. */
export class PartnerError extends Error {
  constructor(what: string) {
    super(what.slice(0, 300))
    this.name = 'PartnerError'
  }
}

const timeoutMs = 10_000
const mostBytes = 8 * 1024 * 1024

/** @throws PartnerError */
export async function sendRequest(server: PartnerServer, fields: Fields): Promise<PostedRequest> {
  const [posted] = await ask(server, 'POST', '/requests.xml', fields, PostedRequest)
  if (posted === undefined) throw new PartnerError('neither id nor token in the answer')
  return posted
}

/** What the server takes in. @throws PartnerError */
export async function listServices(server: PartnerServer): Promise<Service[]> {
  return ask(server, 'GET', '/services.xml', {}, Service)
}

/** The id behind a token; undefined as long as the server has none. @throws PartnerError */
export async function findRequestId(server: PartnerServer, token: string): Promise<string | undefined> {
  const path = `/tokens/${encodeURIComponent(token)}.xml`
  const [found] = await ask(server, 'GET', path, {}, TokenAnswer)
  return found?.service_request_id
}

/** @returns the update's number at the other end. @throws PartnerError */
export async function sendUpdate(server: PartnerServer, fields: Fields): Promise<string> {
  const [posted] = await ask(server, 'POST', '/servicerequestupdates.xml', fields, PostedUpdate)
  if (posted === undefined) throw new PartnerError('no update_id in the answer')
  return posted.update_id
}

/** Updates between two instants. @throws PartnerError */
export async function listUpdates(
  server: PartnerServer,
  start: string,
  end: string,
): Promise<RequestUpdate[]> {
  const fields = { start_date: start, end_date: end }
  return ask(server, 'GET', '/servicerequestupdates.xml', fields, RequestUpdate)
}

type Fields = Readonly<Record<string, string>>

async function ask<T extends z.ZodType>(
  server: PartnerServer,
  method: 'GET' | 'POST',
  path: string,
  fields: Fields,
  contract: T,
): Promise<z.output<T>[]> {
  const { jurisdiction, key } = server
  const all = new URLSearchParams(fields)
  if (jurisdiction !== '') all.set('jurisdiction_id', jurisdiction)
  if (key !== null) all.set('api_key', key)
  const text = await exchange(server, method, path, all)
  const parsed = z.array(contract).safeParse(read(text))
  if (!parsed.success)
    throw new PartnerError(`an answer that breaks the contract: ${z.prettifyError(parsed.error)}`)
  return parsed.data
}

/** Redirects are not followed: they would carry the key to another address. */
async function exchange(
  server: PartnerServer,
  method: 'GET' | 'POST',
  path: string,
  fields: URLSearchParams,
): Promise<string> {
  const query = method === 'GET' ? `?${fields}` : ''
  const signal = AbortSignal.timeout(timeoutMs)
  try {
    const response = await fetch(`${server.url}${path}${query}`, {
      method,
      redirect: 'manual',
      signal,
      ...(method === 'POST' ? { body: fields } : {}),
    })
    const text = await readBounded(response)
    if (!response.ok) throw new PartnerError(`answered ${response.status}: ${descriptionOf(text)}`)
    return text
  } catch (error) {
    if (error instanceof PartnerError) throw error
    throw new PartnerError(signal.aborted ? `no answer within ${timeoutMs} ms` : 'not reachable')
  }
}

async function readBounded(response: Response): Promise<string> {
  const chunks: Uint8Array[] = []
  let bytes = 0
  for await (const chunk of response.body ?? []) {
    bytes += chunk.byteLength
    if (bytes > mostBytes) throw new PartnerError(`more than ${mostBytes} bytes`)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

function read(text: string): unknown {
  try {
    return readSparkXml(text).value
  } catch (error) {
    if (error instanceof XmlError) throw new PartnerError(`an answer that is no XML: ${error.message}`)
    throw error
  }
}

function descriptionOf(text: string): string {
  try {
    return z.array(Problem).parse(readSparkXml(text).value)[0]?.description ?? ''
  } catch {
    return ''
  }
}
