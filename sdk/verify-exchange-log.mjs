#!/usr/bin/env node
/**
 * Checks an exported exchange log, by itself: node verify-exchange-log.mjs log.jsonl [--head <hash of a seal>]
 * Node 20 or newer, no dependencies; SM2 signatures are checked when sm-crypto-v2 can be imported, else counted.
 * Line by line: the numbers run on; a record hashes (SM3) to what its audit entry says; entry and Merkle path give the
 * root of the seal; the signatures of request and answer hold, and the answer is bound to the request; each seal follows
 * the one before; the platform signed the whole. Compare fingerprints and head with what was published elsewhere: a file
 * proves that it is whole and of one piece, not whose it is.
 */
import { createHash, createPublicKey, verify } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'

const sm3 = (...parts) => {
  const hash = createHash('sm3')
  for (const part of parts) hash.update(part)
  return hash.digest()
}

/** One text per content: keys sorted, no white space. */
export function canonical(value) {
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null'
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  const entries = Object.entries(value).filter(([, v]) => v !== undefined)
  entries.sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${entries.map(([k, v]) => `${JSON.stringify(k)}:${canonical(v)}`).join(',')}}`
}

const entryFields =
  'id at trace action actor_kind actor_id org district subject_type subject_id outcome change'.split(' ')
const entryText = (e) => canonical([String(e.seq), ...entryFields.map((f) => e[f])])

function rootOf(entry, proof) {
  return proof.reduce(
    (hash, step) => {
      const sibling = Buffer.from(step.hash, 'hex')
      return step.side === 'left' ? sm3(Buffer.of(1), sibling, hash) : sm3(Buffer.of(1), hash, sibling)
    },
    sm3(Buffer.of(0), entryText(entry)),
  )
}

/** `sig1=("@method" "@path";req);created=…` → label, covered components, the text of the list, parameters. */
function readInput(text) {
  const found = /^([a-z*][a-z0-9_.*-]*)=(\(((?:"[^"]*"(?:;[a-z]+(?:="[^"]*")?)* *)*)\)(.*))$/.exec(
    text.trim(),
  )
  if (found === null) throw new Error('a Signature-Input that cannot be read')
  const [, label, list, inside] = found
  return { label, list, covered: inside.match(/"[^"]*"(?:;[a-z]+(?:="[^"]*")?)*/g) ?? [] }
}

/** Of several signatures ours is the one with the tag. */
function oursIn(text) {
  const members = text.split(/,\s*(?=[a-z*][a-z0-9_.*-]*=\()/)
  return members.length === 1 ? members[0] : members.find((m) => m.includes(';tag="zhizhi-exchange"'))
}

function bytesOf(header, label) {
  const found = header
    .split(',')
    .map((m) => m.trim())
    .find((m) => m.startsWith(`${label}=:`))
  return Buffer.from(found?.slice(label.length + 2, -1) ?? '', 'base64')
}

function valuesOf(record) {
  const { request, response } = record
  const cut = request.target.indexOf('?')
  const own = {
    '"@method"': request.method,
    '"@path"': cut < 0 ? request.target : request.target.slice(0, cut),
    '"@query"': cut < 0 ? '?' : request.target.slice(cut),
    '"@target-uri"': `${request.origin}${request.target}`,
    '"@authority"': request.origin.replace(/^https?:\/\//, ''),
    ...(request.digest === null ? {} : { '"content-digest"': request.digest }),
  }
  const bound = Object.fromEntries(Object.entries(own).map(([name, value]) => [`${name};req`, value]))
  return {
    own,
    answer: { ...bound, '"@status"': String(response.status), '"content-digest"': response.digest },
  }
}

function baseOf(input, values) {
  const lines = input.covered.map((name) => {
    if (values[name] === undefined)
      throw new Error(`the signature covers ${name}, which the log does not hold`)
    return `${name}: ${values[name]}`
  })
  return [...lines, `"@signature-params": ${input.list}`].join('\n')
}

let sm2
async function isSigned(key, text, signature) {
  if (signature.length !== 64) return false
  if (key.alg === 'ecdsa-p256-sha256')
    return verify(
      'sha256',
      Buffer.from(text),
      { key: createPublicKey(key.publicKey), dsaEncoding: 'ieee-p1363' },
      signature,
    )
  sm2 ??= await import('sm-crypto-v2').then(
    (m) => m.sm2 ?? m.default.sm2,
    () => null,
  )
  if (sm2 === null) return undefined
  const der = Buffer.from(key.publicKey.replace(/-----[A-Z ]+-----|\s/g, ''), 'base64').toString('hex')
  return sm2.doVerifySignature(Buffer.from(text), signature.toString('hex'), der.slice(-130), { hash: true })
}

const keyIdOf = (pem) =>
  createHash('sha256')
    .update(Buffer.from(pem.replace(/-----[A-Z ]+-----|\s/g, ''), 'base64'))
    .digest('base64url')

/**
 * @param {AsyncIterable<string> | Iterable<string>} lines without their line ends
 * @param {{ head?: string }} [options]
 * @returns {Promise<{ flaws: { line: number, what: string }[], exchanges: number, seals: number, unchecked: number, head: string | null, fingerprints: string[] }>}
 */
export async function verifyExchangeLog(lines, options = {}) {
  const state = {
    flaws: [],
    keys: new Map(),
    waiting: [],
    exchanges: 0,
    seals: 0,
    unchecked: 0,
    head: null,
    last: null,
    hash: createHash('sha256'),
    line: 0,
    ended: false,
    heads: new Set(),
    sealed: new Set(),
  }
  for await (const text of lines) {
    state.line++
    await checkLine(state, text)
  }
  const flaw = (what) => state.flaws.push({ line: state.line, what })
  if (!state.ended) flaw('the end of the log, with the platform’s signature over it, is missing')
  for (const w of state.waiting)
    state.flaws.push({ line: w.line, what: `seal ${w.seal}, which should hold this exchange, is missing` })
  if (options.head !== undefined && !state.heads.has(options.head))
    flaw('no seal has the hash that was given as head')
  const { flaws, exchanges, seals, unchecked, head } = state
  return {
    flaws,
    exchanges,
    seals,
    unchecked,
    head,
    fingerprints: [...state.keys.values()]
      .filter((k) => k.owner === 'platform')
      .map((k) => Buffer.from(k.id, 'base64url').toString('hex')),
  }
}

async function checkLine(state, text) {
  const flaw = (what) => state.flaws.push({ line: state.line, what })
  let line
  try {
    line = JSON.parse(text)
  } catch {
    state.hash.update(`${text}\n`)
    return flaw('is no JSON')
  }
  if (line.n !== state.line && state.offset !== line.n - state.line) {
    flaw(`has number ${line.n}: a line before it was removed, added or moved`)
    state.offset = line.n - state.line
  }
  if (state.ended) flaw('stands behind the end')
  try {
    if (line.type === 'end') await checkEnd(state, line, flaw)
    else if (line.type === 'key') takeKey(state, line, flaw)
    else if (line.type === 'exchange') await checkExchange(state, line, flaw)
    else if (line.type === 'seal') checkSeal(state, line, flaw)
    else if (line.type !== 'log' || state.line !== 1) flaw(`is of an unknown type ${line.type}`)
  } catch (error) {
    flaw(error instanceof Error ? error.message : String(error))
  }
  state.hash.update(`${text}\n`)
}

function takeKey(state, key, flaw) {
  if (keyIdOf(key.publicKey) !== key.id) flaw('the key is not the one that its id names')
  state.keys.set(key.id, key)
}

async function checkEnd(state, end, flaw) {
  state.ended = true
  const sha256 = state.hash.copy().digest('hex')
  if (end.lines !== state.line - 1)
    flaw(`the log was signed with ${end.lines} lines, and has ${state.line - 1}`)
  if (end.sha256 !== sha256) flaw('the log is not what was signed')
  const key = state.keys.get(end.key)
  if (key?.owner !== 'platform') return flaw('the log is signed by no key of the platform')
  const signed = `zhizhi-exchange-log\n${end.lines}\n${end.sha256}`
  if (!(await isSigned(key, signed, Buffer.from(end.signature, 'base64'))))
    flaw('the signature over the log does not hold')
}

async function checkExchange(state, { record, entry, seal, proof }, flaw) {
  state.exchanges++
  if (record === null)
    return flaw(`the record of exchange ${entry.subject_id} is gone; its audit entry ${entry.seq} is there`)
  if (sm3(canonical(record)).toString('hex') !== entry.change?.record)
    flaw('the record was changed: its hash is not what the audit entry says')
  if (entry.subject_id !== record.id || entry.subject_type !== 'exchange-call')
    flaw('the audit entry is of another exchange')
  state.waiting.push({ line: state.line, seal, root: rootOf(entry, proof).toString('hex'), seq: entry.seq })
  const values = valuesOf(record)
  await checkRequest(state, record, values.own, flaw)
  await checkAnswer(state, record, values.answer, flaw)
}

async function checkRequest(state, record, values, flaw) {
  const { request } = record
  // Who was refused before a signature held is not known; what was given had to be signed.
  if (record.system === null) return record.outcome === 'given' ? flaw('was given to nobody') : undefined
  const key = state.keys.get(request.key)
  if (key === undefined || key.owner !== record.system)
    return flaw('the key of the system is missing or another system’s')
  const input = readInput(oursIn(request.input))
  if (!input.list.includes(`;keyid="${request.key}"`)) flaw('the request’s signature names another key')
  const needed = ['"@method"', ...(request.digest === null ? [] : ['"content-digest"'])]
  const target =
    input.covered.includes('"@target-uri"') ||
    (input.covered.includes('"@path"') && input.covered.includes('"@query"'))
  if (!target || needed.some((name) => !input.covered.includes(name)))
    flaw('the request’s signature covers too little')
  const holds = await isSigned(key, baseOf(input, values), bytesOf(request.signature, input.label))
  if (holds === undefined) state.unchecked++
  else if (!holds) flaw('the system’s signature of the request does not hold')
}

async function checkAnswer(state, record, values, flaw) {
  const { request, response } = record
  const key = state.keys.get(response.key)
  if (key?.owner !== 'platform') return flaw('the answer is signed by no key of the platform')
  const input = readInput(response.input)
  const asked = request.input === null ? null : readInput(oursIn(request.input)).label
  const binding = `"signature";req;key="${asked}"`
  if (asked !== null) values[binding] = `:${bytesOf(request.signature, asked).toString('base64')}:`
  const needed = ['"@status"', '"content-digest"', '"@method";req', '"@path";req', '"@query";req']
  if (request.digest !== null) needed.push('"content-digest";req')
  if (record.system !== null) needed.push(binding)
  for (const name of needed)
    if (!input.covered.includes(name)) flaw(`the answer is not bound to its request: ${name} is not covered`)
  const holds = await isSigned(key, baseOf(input, values), bytesOf(response.signature, input.label))
  if (holds === undefined) state.unchecked++
  else if (!holds) flaw('the platform’s signature of the answer does not hold')
}

function checkSeal(state, seal, flaw) {
  state.seals++
  const hash = sm3(
    String(seal.no),
    seal.at,
    seal.entries.join(','),
    Buffer.from(seal.root, 'hex'),
    Buffer.from(seal.previous, 'hex'),
  ).toString('hex')
  if (hash !== seal.hash) flaw(`seal ${seal.no} was changed`)
  if (state.last !== null && (seal.no !== state.last.no + 1 || seal.previous !== state.last.hash))
    flaw(`seal ${seal.no} does not follow seal ${state.last.no}: the chain is broken`)
  state.last = seal
  state.head = seal.hash
  state.heads.add(seal.hash)
  const mine = state.waiting.filter((w) => w.seal === seal.no)
  state.waiting = state.waiting.filter((w) => w.seal !== seal.no)
  for (const w of mine) {
    const at = { line: w.line }
    if (w.root !== seal.root)
      state.flaws.push({ ...at, what: `the audit entry is not in seal ${seal.no}: it was changed` })
    if (!seal.entries.includes(w.seq))
      state.flaws.push({ ...at, what: `seal ${seal.no} does not name entry ${w.seq}` })
    if (state.sealed.has(w.seq)) state.flaws.push({ ...at, what: `entry ${w.seq} stands twice` })
    state.sealed.add(w.seq)
  }
}

async function main(args) {
  const head = args.includes('--head') ? args[args.indexOf('--head') + 1] : undefined
  const file = args.find((a, i) => !a.startsWith('--') && args[i - 1] !== '--head')
  if (file === undefined) {
    console.error('node verify-exchange-log.mjs log.jsonl [--head <hash of a seal>]')
    return 2
  }
  const lines = createInterface({
    input: createReadStream(file, 'utf8'),
    crlfDelay: Number.POSITIVE_INFINITY,
  })
  const result = await verifyExchangeLog(lines, { head })
  for (const { line, what } of result.flaws) console.log(`line ${line}: ${what}`)
  console.log(`${result.exchanges} exchanges, ${result.seals} seals, head ${result.head}`)
  for (const f of result.fingerprints) console.log(`platform key ${f}: compare it with what was published`)
  if (result.unchecked > 0)
    console.log(`${result.unchecked} SM2 signatures were not checked: sm-crypto-v2 is not installed`)
  console.log(result.flaws.length === 0 ? 'Nothing is wrong with this log.' : `${result.flaws.length} flaws.`)
  return result.flaws.length === 0 ? 0 : 1
}

if (process.argv[1] !== undefined && import.meta.url === new URL(`file://${process.argv[1]}`).href)
  process.exitCode = await main(process.argv.slice(2))
