/**
 * What stands in the interpreter before a package's module: the context that its functions are given. It is no border:
 * the module may change whatever it finds here, so everything that comes out is checked outside.
 *
 * A function that asks for a row it was not given is left there; the platform fetches it and calls the function again from
 * the beginning. That is why a program has no clock and no chance of its own: the same call does the same again.
 */
export const prelude = `
globalThis.__begin = (facts, argument, notes) => {
  globalThis.__argument = argument
  const RealDate = Date
  const now = RealDate.parse(facts.now)
  globalThis.Date = class extends RealDate {
    constructor(...given) { if (given.length === 0) super(now); else super(...given) }
    static now() { return now }
  }
  Math.random = () => { throw new Error('Math.random: a program is given no chance; use ctx.id') }
  globalThis.__facts = facts
  facts.notes = notes
}

globalThis.__call = (run, args) => {
  const facts = globalThis.__facts
  class Need extends Error {}
  class Refused extends Error {}
  const need = []
  const puts = []
  const signs = []
  const kept = Object.create(null)
  const written = Object.create(null)
  let ids = 0
  const missing = (what) => { need.push(what); throw new Need() }
  const keyOf = (resource, row) => {
    const items = facts.keys[resource]
    if (items === undefined) throw new Error('no resource ' + resource + ' in this package')
    return items.length === 0 ? undefined : items.length === 1 ? String(row[items[0]]) :
      items.map((i) => String(row[i] ?? '').replace(/[\\\\|]/g, '\\\\$&')).join('|')
  }
  const ctx = {
    now: facts.now,
    sandbox: facts.sandbox,
    actor: facts.actor,
    /** The row of a key as it is, what this call has put included; null where there is none. */
    get(resource, key) {
      if (facts.keys[resource] === undefined) throw new Error('no resource ' + resource + ' in this package')
      const at = resource + ' ' + key
      if (at in written) return written[at]
      const found = facts.rows[at]
      return found === undefined ? missing({ resource, key: String(key) }) : found
    },
    put(resource, row) {
      const key = keyOf(resource, row)
      puts.push({ resource, row })
      if (key !== undefined) written[resource + ' ' + key] = row
    },
    /** What the program keeps for itself. */
    note(key) {
      if (key in kept) return kept[key]
      const found = facts.notes[key]
      return found === undefined ? missing({ note: String(key) }) : found
    },
    keep(key, value) { kept[key] = value ?? null },
    /** Rows of another department by a request of the package, as its grant gives them. */
    look(ask, key) {
      if (!facts.asks.includes(ask)) throw new Error('this package asks for no ' + ask)
      const found = facts.looked[ask + ' ' + key]
      return found === undefined ? missing({ ask, key: String(key) }) : found
    },
    /** What a decision table of the package says of values. */
    decide(code, values) {
      const table = facts.tables[code]
      if (table === undefined) throw new Error('no table ' + code + ' in this package')
      const known = (name) => ['string', 'number', 'boolean'].includes(typeof values[name]) ? values[name] : null
      const same = (value, text) => typeof value === 'number' ? value === Number(text) : String(value) === text
      const holds = ({ input, op, values: [first = '', second = ''], values: all }) => {
        const value = known(input)
        if (value === null) return op === 'missing'
        switch (op) {
          case 'known': return true
          case '=': return same(value, first)
          case '!=': return !same(value, first)
          case 'in': return all.some((v) => same(value, v))
          case '<': return Number(value) < Number(first)
          case '<=': return Number(value) <= Number(first)
          case '>': return Number(value) > Number(first)
          case '>=': return Number(value) >= Number(first)
          case 'between': return Number(first) <= Number(value) && Number(value) <= Number(second)
          default: return false
        }
      }
      const row = table.rows.findIndex((r) => r.conditions.every(holds))
      const hit = table.rows[row]
      return { row: hit ? row : null, outputs: { ...(hit ? hit.outputs : table.otherwise) }, note: hit?.note ?? null }
    },
    /** Ends the call; nothing of it is kept. */
    refuse(zh, en) {
      const error = new Refused()
      error.sentence = { zh: String(zh), en: String(en ?? zh) }
      throw error
    },
    /** A text that the acting party signs; what stands for the signature is put into a row. */
    sign(text) { signs.push(String(text)); return '{{signature:' + (signs.length - 1) + '}}' },
    /** A number that nobody else has, the same when the call is repeated. */
    id(prefix) { return prefix + facts.call.slice(-12) + (ids++ === 0 ? '' : '-' + ids) },
    /** Metres between two points in degrees, on a sphere (haversine, mean radius of IUGG). */
    metres(a, b) {
      const rad = Math.PI / 180
      const dLat = (b.lat - a.lat) * rad, dLon = (b.lon - a.lon) * rad
      const h = Math.sin(dLat / 2) ** 2 + Math.cos(a.lat * rad) * Math.cos(b.lat * rad) * Math.sin(dLon / 2) ** 2
      return 2 * 6371008.8 * Math.asin(Math.min(1, Math.sqrt(h)))
    },
  }
  try {
    if (typeof run !== 'function') throw new Error('the program exports no such function')
    const output = run(...args, ctx)
    if (output instanceof Promise) throw new Error('a function may not be async: nothing here takes time')
    return JSON.stringify({ output: output ?? null, puts, kept, signs })
  } catch (error) {
    if (error instanceof Need) return JSON.stringify({ need })
    if (error instanceof Refused) return JSON.stringify({ refused: error.sentence })
    if (need.length > 0) return JSON.stringify({ need })
    return JSON.stringify({ failed: String(error?.message ?? error).slice(0, 500) + String(error?.stack ?? '').slice(0, 500) })
  }
}
`
