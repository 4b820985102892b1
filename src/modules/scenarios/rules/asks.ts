import type { Grant } from '#modules/sharing/contract'
import type { OwnAsk, ScenarioManifest } from '../contract.ts'
import type { Found } from './findings.ts'

function error(path: string, key: string, values: Found['values'] = {}): Found {
  return { severity: 'error', path, key: `scenarios.finding.${key}`, values }
}

/** What a package asks of other departments: complete, said where it is personal, and of use to its program. */
export function askFindings(m: ScenarioManifest): Found[] {
  return m.asks.flatMap((ask, n) => {
    const path = `asks.${n}`
    const foreign = [...new Set([ask.match, ...ask.demo.flatMap((row) => Object.keys(row))])].filter(
      (name) => !ask.items.includes(name),
    )
    return [
      ...foreign.map((item) => error(`${path}.items`, 'no-item', { item })),
      ...ask.items.flatMap((item, i) =>
        ask.items.indexOf(item) < i ? [error(`${path}.items.${i}`, 'code-twice', { part: item })] : [],
      ),
      ...(ask.personal && !m.personal.processes ? [error(`${path}.personal`, 'ask-personal')] : []),
      ...(m.program === null ? [error(path, 'ask-unused', { ask: ask.title.zh })] : []),
    ]
  })
}

/** Whether a grant gives what is asked for today: the purpose, every item, and the one that is looked up by in clear. */
export function isMetBy(ask: OwnAsk, grant: Grant, consumer: string, today: string): boolean {
  const { terms } = grant
  return (
    grant.consumer === consumer &&
    grant.state === 'active' &&
    grant.purpose === ask.purpose &&
    terms.from <= today &&
    today <= terms.until &&
    ask.items.every((item) => terms.items.includes(item)) &&
    terms.masks[ask.match] === undefined
  )
}
