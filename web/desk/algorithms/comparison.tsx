import { useText } from '../../ui/i18n.tsx'
import { TableScroll } from '../fields/table-scroll.tsx'
import { watchTexts } from '../messages/algorithm-watch.ts'
import { type AlgorithmRow, comparisonOf, percent } from './register.ts'

/** A candidate of the nightly retraining beside the version that it came from, on the same rows. */
export function Comparison({ row, inForce }: { row: AlgorithmRow; inForce: AlgorithmRow | undefined }) {
  const t = useText(watchTexts)
  const found = comparisonOf(row.figures)
  if (found === undefined) return null
  const { before, after, accuracyGain, macroF1Gain } = found
  const signed = (share: number) => `${share > 0 ? '+' : ''}${percent(share)}`
  const gain = (g: { gain: number; interval: { low: number; high: number } }) =>
    `${signed(g.gain)}（${signed(g.interval.low)} ~ ${signed(g.interval.high)}）`
  const lines = [
    { name: t('accuracy'), from: before.accuracy, to: after.accuracy, gain: gain(accuracyGain) },
    { name: t('macro-f1'), from: before.macroF1, to: after.macroF1, gain: gain(macroF1Gain) },
    {
      name: t('coverage'),
      from: before.coverage,
      to: after.coverage,
      gain: signed(after.coverage - before.coverage),
    },
    { name: t('risk'), from: before.risk, to: after.risk, gain: signed(after.risk - before.risk) },
  ]
  return (
    <section aria-label={t('compare')}>
      <h3>{t('compare')}</h3>
      <p className="muted">{t('compare.data', { taught: found.taught, heldOut: found.heldOut })}</p>
      {row.status === 'proposed' && inForce !== undefined && inForce.version !== found.from && (
        <p className="field-error">{t('compare.other', { from: found.from })}</p>
      )}
      <TableScroll label={`${t('compare')} ${row.code} ${row.version}`}>
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{t('measure')}</th>
              <th scope="col">{t('before', { version: found.from })}</th>
              <th scope="col">{t('after', { version: row.version })}</th>
              <th scope="col">{t('gain')}</th>
            </tr>
          </thead>
          <tbody>
            {lines.map((line) => (
              <tr key={line.name}>
                <th scope="row">{line.name}</th>
                <td className="numbers">{percent(line.from)}</td>
                <td className="numbers">{percent(line.to)}</td>
                <td className="numbers">{line.gain}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableScroll>
      <p className="muted">{t('won-lost', { won: accuracyGain.won, lost: accuracyGain.lost })}</p>
    </section>
  )
}
