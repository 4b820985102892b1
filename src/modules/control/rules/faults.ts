import type { Fault, ModelContent, ModelInput, TableCondition } from '../contract/models.ts'

/** What is wrong with a table by itself, each with the field that has to be changed. */
export function faultsOfTable(content: ModelContent): Fault[] {
  return [
    ...content.inputs.flatMap((input, n) => faultsOfInput(input, n, content)),
    ...content.rows.flatMap((row, n) => [
      ...(content.hit === 'first' && row.level === null
        ? [fault(`rows.${n}.level`, 'row-without-level')]
        : []),
      ...row.conditions.flatMap((c, k) => faultsOfCondition(c, `rows.${n}.conditions.${k}`, content)),
    ]),
    ...faultsOfSteps(content),
  ]
}

function fault(path: string, key: string, values: Record<string, string> = {}): Fault {
  return { path, key: `control.fault.${key}`, values }
}

function faultsOfInput(input: ModelInput, n: number, { inputs }: ModelContent): Fault[] {
  const at = `inputs.${n}`
  const { binding } = input
  const found: Fault[] = []
  if (inputs.findIndex((i) => i.name === input.name) !== n) found.push(fault(`${at}.name`, 'input-twice'))
  if (binding.kind === 'count') {
    if (input.type !== 'number') found.push(fault(`${at}.type`, 'count-is-number'))
    return found
  }
  if (binding.measure !== 'count' && binding.item === undefined)
    found.push(fault(`${at}.binding.item`, 'item-needed'))
  if (binding.measure !== 'value' && input.type !== 'number')
    found.push(fault(`${at}.type`, 'measure-is-number'))
  if ((binding.months === undefined) !== (binding.timeItem === undefined))
    found.push(fault(`${at}.binding.months`, 'months-need-date'))
  return found
}

const ofNumbers = new Set(['<', '<=', '>', '>=', 'between'])
const valueCounts: Readonly<Record<TableCondition['op'], number | 'some'>> = {
  '=': 1,
  '!=': 1,
  '<': 1,
  '<=': 1,
  '>': 1,
  '>=': 1,
  between: 2,
  in: 'some',
  missing: 0,
  known: 0,
}

function faultsOfCondition(c: TableCondition, at: string, { inputs }: ModelContent): Fault[] {
  const input = inputs.find((i) => i.name === c.input)
  if (input === undefined) return [fault(`${at}.input`, 'no-such-input', { input: c.input })]
  const wanted = valueCounts[c.op]
  if (wanted === 'some' ? c.values.length === 0 : c.values.length !== wanted)
    return [fault(`${at}.values`, 'value-count', { input: input.title })]
  if (ofNumbers.has(c.op) && input.type !== 'number')
    return [fault(`${at}.op`, 'op-of-numbers', { input: input.title })]
  if (input.type === 'number' && c.values.some((v) => !isNumber(v)))
    return [fault(`${at}.values`, 'no-number', { input: input.title })]
  if (input.type === 'boolean' && c.values.some((v) => v !== 'true' && v !== 'false'))
    return [fault(`${at}.values`, 'no-yes-or-no', { input: input.title })]
  if (c.op === 'between' && Number(c.values[0]) > Number(c.values[1]))
    return [fault(`${at}.values`, 'ends-crossed', { input: input.title })]
  return []
}

function isNumber(text: string): boolean {
  return /^-?\d{1,15}(\.\d{1,10})?$/.test(text)
}

/** More points are never a lighter level: else a second violation would help. */
function faultsOfSteps({ hit, steps, otherwise }: ModelContent): Fault[] {
  if (hit === 'first') return []
  if (steps.length === 0) return [fault('steps', 'no-steps')]
  const sorted = steps.toSorted((a, b) => a.from - b.from)
  const isTwice = sorted.some((s, i) => i > 0 && s.from === sorted[i - 1]?.from)
  if (isTwice) return [fault('steps', 'step-twice')]
  const up = [otherwise, ...sorted.map((s) => s.level)]
  return up.some((level, i) => i > 0 && level <= (up[i - 1] ?? '')) ? [fault('steps', 'steps-fall')] : []
}
