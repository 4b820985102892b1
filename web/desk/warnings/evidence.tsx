import type { SignalView } from '#modules/early-warning/contract'
import { ExactTime } from '../../ui/deadline.tsx'
import { type Translate, useLanguage, useText } from '../../ui/i18n.tsx'
import { LevelTag, shown } from '../../ui/warning-level.tsx'
import { saidIn } from '../../ui/warnings.ts'
import { TableScroll } from '../fields/table-scroll.tsx'
import { warningTexts } from '../messages/warnings.ts'

/** What the detector said, signal by signal: the value, what it expected, and the numbers of its judgement. */
export function Evidence({ signals, unit }: { signals: readonly SignalView[]; unit: string }) {
  const t = useText(warningTexts)
  return (
    <TableScroll label={t('signals')}>
      <table className="table table-stack">
        <thead>
          <tr>
            {(['evidence.at', 'state', 'evidence.value', 'evidence.band', 'evidence.why'] as const).map(
              (name) => (
                <th key={name} scope="col">
                  {t(name)}
                </th>
              ),
            )}
          </tr>
        </thead>
        <tbody>
          {signals.map((s) => (
            <tr key={`${s.at} ${s.phase}`}>
              <th scope="row" className="nowrap">
                <ExactTime at={s.at} />
              </th>
              <td className="nowrap">
                {t(`phase.${s.phase}`)} {s.level !== null && <LevelTag level={s.level} />}
              </td>
              <td className="nowrap" data-label={t('evidence.value')}>
                {shown(s.value, unit)}
              </td>
              <td className="nowrap" data-label={t('evidence.band')}>
                {bandOf(s)}
              </td>
              <td>
                <Said signal={s} />
                <div className="warning-trace">
                  <strong>{reasonOf(t, s.reason)}</strong>
                  {s.item !== null && <span>{t('evidence.item', { item: s.item })}</span>}
                  {Object.entries(s.trace).map(([name, value]) =>
                    `trace.${name}` in warningTexts ? (
                      <span key={name}>
                        {t(`trace.${name}` as 'trace.z')} {traced(name, value)}
                      </span>
                    ) : null,
                  )}
                </div>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroll>
  )
}

/** In words, as it was written; text, never markup. */
function Said({ signal }: { signal: SignalView }) {
  const { locale } = useLanguage()
  const text = saidIn(locale, signal)
  return text === null ? null : <p className="as-written warning-said">{text}</p>
}

/** Reasons are keys of the detectors; one that is new here still says that it is unusual. */
function reasonOf(t: Translate<keyof typeof warningTexts>, reason: string): string {
  const key = `reason.${reason}`
  return t(key in warningTexts ? (key as 'reason.other') : 'reason.other')
}

/** A chance below a thousandth is not 0. */
const traced = (name: string, value: number) => (name === 'p' && value < 0.001 ? '< 0.001' : shown(value))

function bandOf({ lower, upper }: SignalView): string {
  if (lower === null && upper === null) return '—'
  if (lower === null) return `≤ ${shown(upper)}`
  return upper === null ? `≥ ${shown(lower)}` : `${shown(lower)} – ${shown(upper)}`
}
