/**
 * Client of the exchange gateway: signs calls (RFC 9421 with Content-Digest, RFC 9530) and checks that each answer is
 * signed by the platform and bound to its request. Node 20 or newer, no dependencies; SM2 needs the package sm-crypto-v2.
 *
 *   const client = await createExchangeClient({ url: 'https://city.example', key: readFileSync('key.pem', 'utf8') })
 *   const page = await client.rows(grant, { purpose: 'assistance', items: ['name'], limit: 100 })
 */
import { createHash, createPrivateKey, createPublicKey, randomBytes, sign, verify } from 'node:crypto'

const sm2Prefix = '3059301306072a8648ce3d020106082a811ccf5501822d034200'

/** An answer that the gateway refused; `condition` names why. */
export class ExchangeRefused extends Error {
  constructor(status, problem) {
    super(problem?.title ?? `refused with ${status}`)
    this.status = status
    this.condition = problem?.condition
    this.problem = problem
  }
}

/** An answer that is not the platform's, or not to this request. */
export class AnswerNotGenuine extends Error {}

/**
 * @param {object} options
 * @param {string} options.url origin of the platform, such as https://city.example
 * @param {string} options.key private key: PEM (PKCS#8 or SEC 1) of a P-256 key; 64 hex digits of an SM2 key
 * @param {string[]} [options.fingerprints] fingerprints (SHA-256, hex) of platform keys that you compared by another way;
 *   without them the keys at the well-known address are trusted as the connection is
 * @param {typeof fetch} [options.fetch]
 */
export async function createExchangeClient({ url, key, fingerprints, fetch: send = fetch }) {
  const origin = new URL(url).origin
  const signer = await createSigner(key)
  const keyOf = platformKeys(origin, fingerprints, send)

  /** One signed call; resolves with the checked answer, refused ones too. */
  async function call(method, target, { body, headers = {} } = {}) {
    const request = signRequest(signer, { method, target, body })
    const response = await send(`${origin}${target}`, {
      method,
      headers: { ...headers, ...request.headers },
      ...(body === undefined ? {} : { body }),
      redirect: 'error',
    })
    const bytes = Buffer.from(await response.arrayBuffer())
    await checkAnswer({ request, response, bytes, keyOf, method, target })
    return { status: response.status, headers: response.headers, bytes }
  }
  return { call, keyId: signer.id, ...readsOf(call), ...deliveriesOf(call, keyOf) }
}

/** Keys of the platform by id, looked up when one is first needed. */
function platformKeys(origin, fingerprints, send) {
  let held
  const load = async () => {
    const response = await send(`${origin}/.well-known/zhizhi-exchange-keys`)
    const { keys } = await response.json()
    const trusted = keys.filter((k) => fingerprints === undefined || fingerprints.includes(k.fingerprint))
    return new Map(trusted.map((k) => [k.id, k]))
  }
  return async (id) => {
    held ??= await load()
    // A key that came after we looked: the platform has rotated.
    if (!held.has(id)) held = await load()
    const found = held.get(id)
    if (found === undefined || keyIdOf(found.publicKey) !== id)
      throw new AnswerNotGenuine(`the answer is signed by an unknown key ${id}`)
    return found
  }
}

async function json(call, method, target, body) {
  const text = body === undefined ? undefined : JSON.stringify(body)
  const headers = text === undefined ? {} : { 'content-type': 'application/json' }
  const answer = await call(method, target, { body: text, headers })
  const value = JSON.parse(answer.bytes.toString('utf8'))
  if (answer.status >= 400) throw new ExchangeRefused(answer.status, value)
  return value
}

function readsOf(call) {
  const rows = (grant, wish) => json(call, 'GET', `/exchange/v1/grants/${grant}/rows?${queryOf(wish)}`)
  return {
    /** One page of rows; `next` is the `after` of the following one. */
    rows,
    /** The same with the question in the body, for long filters. */
    query: (grant, wish) => json(call, 'POST', `/exchange/v1/grants/${grant}/rows`, wish),
    /** All rows, page after page. */
    async *allRows(grant, wish) {
      for (let after = wish.after; ; ) {
        const page = await rows(grant, { ...wish, ...(after === undefined ? {} : { after }) })
        yield* page.rows
        if (page.next === null) return
        after = page.next
      }
    },
  }
}

function deliveriesOf(call, keyOf) {
  return {
    /** Asks for all rows as files. */
    requestDelivery: (grant, wish) => json(call, 'POST', `/exchange/v1/grants/${grant}/deliveries`, wish),
    delivery: (id) => json(call, 'GET', `/exchange/v1/deliveries/${id}`),
    /** A file, from byte `from` on where a download was cut off. */
    async part(id, no, from = 0) {
      const headers = from > 0 ? { range: `bytes=${from}-` } : {}
      const answer = await call('GET', `/exchange/v1/deliveries/${id}/parts/${no}`, { headers })
      if (answer.status >= 400)
        throw new ExchangeRefused(answer.status, JSON.parse(answer.bytes.toString('utf8')))
      return answer.bytes
    },
    /** The manifest of a delivery that is done, once its signature was checked. */
    async manifest(delivery) {
      const manifest = JSON.parse(delivery.manifest.text)
      const key = await keyOf(manifest.key)
      if (!(await isSigned(key, delivery.manifest.text, Buffer.from(delivery.manifest.signature, 'base64'))))
        throw new AnswerNotGenuine('the manifest is not signed by the platform')
      return manifest
    },
  }
}

function queryOf({ items, where, ...rest }) {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(rest)) if (value !== undefined) query.set(name, String(value))
  if (items !== undefined) query.set('items', items.join(','))
  if (where !== undefined) query.set('where', JSON.stringify(where))
  return query
}

/** Key id: SHA-256 of the SubjectPublicKeyInfo, base64url. */
export function keyIdOf(publicKeyPem) {
  const der = Buffer.from(publicKeyPem.replace(/-----[A-Z ]+-----|\s/g, ''), 'base64')
  return createHash('sha256').update(der).digest('base64url')
}

async function createSigner(key) {
  if (/^[0-9a-f]{64}$/i.test(key.trim())) {
    const { sm2 } = await import('sm-crypto-v2')
    const secret = key.trim().toLowerCase()
    const point = sm2.getPublicKeyFromPrivateKey(secret)
    const der = Buffer.from(sm2Prefix + point, 'hex')
    return {
      alg: 'sm2-sm3',
      id: createHash('sha256').update(der).digest('base64url'),
      sign: (text) =>
        Buffer.from(sm2.doSignature(Buffer.from(text), secret, { hash: true, publicKey: point }), 'hex'),
    }
  }
  const secret = createPrivateKey(key)
  const pem = createPublicKey(secret).export({ type: 'spki', format: 'pem' }).toString()
  return {
    alg: 'ecdsa-p256-sha256',
    id: keyIdOf(pem),
    sign: (text) => sign('sha256', Buffer.from(text), { key: secret, dsaEncoding: 'ieee-p1363' }),
  }
}

/** The headers that sign a request. */
export function signRequest(signer, { method, target, body, created, nonce }) {
  const cut = target.indexOf('?')
  const lines = [
    ['"@method"', method],
    ['"@path"', cut < 0 ? target : target.slice(0, cut)],
    ['"@query"', cut < 0 ? '?' : target.slice(cut)],
  ]
  const headers = {}
  if (body !== undefined && body.length > 0) {
    headers['content-digest'] = `sha-256=:${createHash('sha256').update(body).digest('base64')}:`
    lines.push(['"content-digest"', headers['content-digest']])
  }
  const params =
    `(${lines.map(([name]) => name).join(' ')})` +
    `;created=${created ?? Math.floor(Date.now() / 1000)};keyid="${signer.id}"` +
    `;nonce="${nonce ?? randomBytes(18).toString('base64url')}";alg="${signer.alg}"`
  const base = [...lines.map(([name, value]) => `${name}: ${value}`), `"@signature-params": ${params}`].join(
    '\n',
  )
  headers['signature-input'] = `sig1=${params}`
  headers.signature = `sig1=:${signer.sign(base).toString('base64')}:`
  return { headers, lines }
}

async function checkAnswer({ request, response, bytes, keyOf, method, target }) {
  const digest = response.headers.get('content-digest')
  if (digest !== `sha-256=:${createHash('sha256').update(bytes).digest('base64')}:`)
    throw new AnswerNotGenuine('the digest is not that of the answer')
  const input = response.headers.get('signature-input') ?? ''
  const [, list = '', params = ''] = /^sig1=(\(([^)]*)\).*)$/.exec(input) ?? []
  const key = await keyOf(/;keyid="([^"]*)"/.exec(list)?.[1] ?? '')
  const cut = target.indexOf('?')
  const values = {
    '"@status"': String(response.status),
    '"content-digest"': digest,
    '"@method";req': method,
    '"@path";req': cut < 0 ? target : target.slice(0, cut),
    '"@query";req': cut < 0 ? '?' : target.slice(cut),
    '"content-digest";req': request.headers['content-digest'],
    '"signature";req;key="sig1"': request.headers.signature.slice('sig1='.length),
  }
  const covered = params.split(' ')
  const needed = ['"@status"', '"content-digest"', '"@method";req', '"@path";req', '"@query";req']
  if (values['"content-digest";req'] !== undefined) needed.push('"content-digest";req')
  // A refusal of an unknown key cannot be bound to a signature that nobody could check.
  if (response.status < 400) needed.push('"signature";req;key="sig1"')
  for (const name of needed)
    if (!covered.includes(name)) throw new AnswerNotGenuine(`the answer's signature does not cover ${name}`)
  for (const name of covered)
    if (values[name] === undefined) throw new AnswerNotGenuine(`the answer's signature covers ${name}`)
  const base = [...covered.map((name) => `${name}: ${values[name]}`), `"@signature-params": ${list}`].join(
    '\n',
  )
  const signature = Buffer.from(
    /^sig1=:([^:]*):$/.exec(response.headers.get('signature') ?? '')?.[1] ?? '',
    'base64',
  )
  if (!(await isSigned(key, base, signature)))
    throw new AnswerNotGenuine("the answer's signature does not hold")
}

async function isSigned(key, text, signature) {
  if (signature.length !== 64) return false
  if (key.alg === 'ecdsa-p256-sha256')
    return verify(
      'sha256',
      Buffer.from(text),
      { key: createPublicKey(key.publicKey), dsaEncoding: 'ieee-p1363' },
      signature,
    )
  const { sm2 } = await import('sm-crypto-v2')
  const der = Buffer.from(key.publicKey.replace(/-----[A-Z ]+-----|\s/g, ''), 'base64').toString('hex')
  return sm2.doVerifySignature(Buffer.from(text), signature.toString('hex'), der.slice(-130), { hash: true })
}
