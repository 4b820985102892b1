/** A query string as a read's wish; text that is no JSON is left to the contract to refuse. */
export function wishOf(query: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const { items, where, ...rest } = query
  return {
    ...rest,
    ...(typeof items === 'string' ? { items: items.split(',') } : items === undefined ? {} : { items }),
    ...(where === undefined ? {} : { where: typeof where === 'string' ? json(where) : where }),
  }
}

function json(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

/** The bytes of a Range header with one range; undefined asks for the whole, `unsatisfiable` lies behind the end. */
export function rangeOf(
  header: string | undefined,
  size: number,
): { from: number; to: number } | 'unsatisfiable' | undefined {
  const found = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header ?? '')
  if (found === null || (found[1] === '' && found[2] === '')) return undefined
  const [, first = '', last = ''] = found
  if (first === '') {
    const length = Math.min(Number(last), size)
    return length === 0 ? 'unsatisfiable' : { from: size - length, to: size - 1 }
  }
  const from = Number(first)
  const to = last === '' ? size - 1 : Math.min(Number(last), size - 1)
  if (from >= size) return 'unsatisfiable'
  return from > to ? undefined : { from, to }
}
