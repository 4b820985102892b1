import { dayOf } from '#kernel/clock/rules'
import type { TableCondition, Trace } from '#modules/control/contract'
import { useColon, useJoin, useLanguage, useText } from '../../ui/i18n.tsx'
import { useOrgName } from '../../ui/org-name.tsx'
import { TableScroll } from '../fields/table-scroll.tsx'
import { controlTraceTexts } from '../messages/control-trace.ts'

type Words = (value: Trace['values'][number]['value'], unit?: string) => string

function useValueWords(): Words {
  const t = useText(controlTraceTexts)
  const { locale } = useLanguage()
  return (value, unit = '') => {
    if (value === null) return t('unknown')
    if (typeof value === 'boolean') return t(value ? 'true' : 'false')
    if (typeof value === 'number') return `${value.toLocaleString(locale)}${unit === '' ? '' : ` ${unit}`}`
    return value
  }
}

/** “建筑面积 ≥ 3000” of a condition, with titles in place of names. */
export function useConditionWords(titles: ReadonlyMap<string, string>): (c: TableCondition) => string {
  const t = useText(controlTraceTexts)
  const join = useJoin()
  const said = (text: string) => (text === 'true' || text === 'false' ? t(text) : text)
  return (c) => {
    const [a = '', b = ''] = c.values
    const first = c.op === 'in' ? join(c.values) : said(a)
    return t(`op.${c.op}`, { input: titles.get(c.input) ?? c.input, a: first, b })
  }
}

/** Which row, which values, from where and of which day. */
export function TraceView({ trace }: { trace: Trace }) {
  const t = useText(controlTraceTexts)
  const colon = useColon()
  const words = useConditionWords(new Map(trace.values.map((v) => [v.input, v.title])))
  const used = new Set(trace.rows.flatMap((r) => r.conditions.map((c) => c.input)))
  const { level, score, from } = trace
  const [row] = trace.rows
  return (
    <div className="control-trace">
      <p>
        <strong>
          {trace.hit === 'score'
            ? from === null
              ? t('hit.score.otherwise', { score: score ?? 0, level })
              : t('hit.score', { score: score ?? 0, from, level })
            : row === undefined
              ? t('hit.otherwise', { level })
              : t('hit.row', { n: row.row + 1, level })}
        </strong>
      </p>
      {trace.rows.length > 0 && (
        <ul>
          {trace.rows.map((r) => (
            <li key={r.row}>
              {t('row.n', { n: r.row + 1 })}
              {trace.hit === 'score' && ` ${t('row.points', { points: r.points })}`}
              {colon}
              {r.conditions.length === 0 ? t('row.always') : r.conditions.map(words).join(t('and'))}
              {r.note !== '' && <span className="muted"> {r.note}</span>}
            </li>
          ))}
        </ul>
      )}
      <ValueTable trace={trace} used={used} />
    </div>
  )
}

function ValueTable({ trace, used }: { trace: Trace; used: ReadonlySet<string> }) {
  const t = useText(controlTraceTexts)
  const { locale } = useLanguage()
  const orgName = useOrgName()
  const say = useValueWords()
  const sourceOf = ({ source }: Trace['values'][number]) => {
    const name = source.name[locale] || '—'
    if (source.kind === 'count') return t('source.count', { name })
    const provider = source.provider === null ? '' : orgName(source.provider)
    return t('source.rows', { name, provider, measure: t(`measure.${source.measure}`), n: source.rows })
  }
  return (
    <TableScroll label={t('input')}>
      <table className="table table-stack">
        <thead>
          <tr>
            {(['input', 'value', 'source'] as const).map((name) => (
              <th key={name} scope="col">
                {t(name)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {trace.values.map((v) => (
            <tr key={v.input} className={used.has(v.input) ? 'is-used' : ''}>
              <th scope="row">{v.title}</th>
              <td data-label={t('value')}>{say(v.value, v.unit)}</td>
              <td data-label={t('source')}>
                {sourceOf(v)}
                {v.source.at !== null && (
                  <span className="muted"> {t('source.at', { day: dayOf(new Date(v.source.at)) })}</span>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroll>
  )
}
