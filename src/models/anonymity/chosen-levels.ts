import type { Hierarchy } from './types.ts'

const root = '*'

/** Levels of a calendar day, each made of whole ones of the one before. */
export const daySteps = ['month', 'quarter', 'half', 'year', 'five-years', 'ten-years'] as const
export type DayStep = (typeof daySteps)[number]

/**
 * Numbers in bands, '30~39': level n is `widths[n - 1]` wide, each width a multiple of the one before, 0 an edge of all. Of
 * numbers that are not whole the band's upper end is the last whole one in it: 39.5 is in '30~39'. What is no number
 * goes to '*' at once.
 */
export function bandHierarchy(widths: readonly number[]): Hierarchy {
  return (value) => {
    const number = /^-?\d+(\.\d+)?$/.test(value) ? Math.floor(Number(value)) : Number.NaN
    if (!Number.isSafeInteger(number)) return unknownWay(value, widths.length)
    const band = (width: number) => {
      const from = Math.floor(number / width) * width
      return width === 1 ? String(from) : `${from}~${from + width - 1}`
    }
    return [value, ...widths.map(band), root]
  }
}

/** Days '2025-03-14' (a time of day may follow) by chosen steps in their order. What is no day goes to '*' at once. */
export function dayHierarchy(steps: readonly DayStep[]): Hierarchy {
  return (value) => {
    const parts = /^(\d{4})-(\d{2})-\d{2}/.exec(value)
    if (!parts) return unknownWay(value, steps.length)
    const [, year = '', month = ''] = parts
    return [value, ...steps.map((step) => dayAt(step, Number(year), Number(month))), root]
  }
}

function dayAt(step: DayStep, year: number, month: number): string {
  const decade = (width: number) => {
    const from = Math.floor(year / width) * width
    return `${from}~${from + width - 1}`
  }
  switch (step) {
    case 'month':
      return `${year}-${String(month).padStart(2, '0')}`
    case 'quarter':
      return `${year}-Q${Math.ceil(month / 3)}`
    case 'half':
      return `${year}-H${Math.ceil(month / 6)}`
    case 'year':
      return String(year)
    case 'five-years':
      return decade(5)
    case 'ten-years':
      return decade(10)
  }
}

/** The first `keeps[n - 1]` characters at level n, each fewer than the one before: codes, numbers, postal districts. */
export function prefixHierarchy(keeps: readonly number[]): Hierarchy {
  return (value) => {
    const letters = [...value]
    return [value, ...keeps.map((keep) => `${letters.slice(0, keep).join('')}*`), root]
  }
}

/** Codes from the city down joined by slashes, cut to `depths[n - 1]` codes at level n, each fewer than the one before. */
export function placeHierarchy(depths: readonly number[]): Hierarchy {
  return (value) => {
    const codes = value.split('/')
    return [value, ...depths.map((depth) => codes.slice(0, depth).join('/')), root]
  }
}

export interface LineFault {
  /** From 1. */
  readonly line: number
  readonly fault: 'length' | 'twice' | 'parted'
}

/** Where a list of lines is no hierarchy: values that one level has joined and the next parts, or values given twice. */
export function faultsOfLines(lines: readonly (readonly string[])[]): LineFault[] {
  const width = lines[0]?.length ?? 0
  const above = Array.from({ length: width }, () => new Map<string, string>())
  const seen = new Set<string>()
  return lines.flatMap((cells, n): LineFault[] => {
    const line = n + 1
    if (cells.length !== width || width < 2) return [{ line, fault: 'length' }]
    if (seen.has(cells[0] ?? '')) return [{ line, fault: 'twice' }]
    seen.add(cells[0] ?? '')
    const isParted = cells.slice(0, -1).some((cell, level) => {
      const known = above[level]?.get(cell)
      if (known === undefined) above[level]?.set(cell, cells[level + 1] ?? '')
      return known !== undefined && known !== cells[level + 1]
    })
    return isParted ? [{ line, fault: 'parted' }] : []
  })
}

function unknownWay(value: string, levels: number): string[] {
  return [value, ...Array.from({ length: levels + 1 }, () => root)]
}
