import type { ChosenDetector, WatchContent } from '#modules/early-warning/contract'
import { useNow } from '../../ui/clock.ts'
import { Button } from '../../ui/controls.tsx'
import { useText } from '../../ui/i18n.tsx'
import { useFailureText } from '../../ui/states.tsx'
import { TableScroll } from '../fields/table-scroll.tsx'
import { warningTexts } from '../messages/warnings.ts'
import { useChoice } from './api.ts'
import { detectorName } from './words.tsx'

const dayMs = 86_400_000
const days = 90

interface ChoiceProps {
  readonly content: WatchContent
  /** The watch that is being changed; absent: a new one. */
  readonly of: string | undefined
  readonly isReady: boolean
  readonly onTake: (kind: string) => void
}

/** Which detector suits what is watched, by a backtest on its past; a person takes it or not. */
export function Choice({ content, of, isReady, onTake }: ChoiceProps) {
  const t = useText(warningTexts)
  const failureText = useFailureText()
  const now = useNow(60)
  const choice = useChoice()
  const ask = () =>
    choice.mutate({
      content,
      of,
      from: new Date(now.getTime() - days * dayMs).toISOString(),
      until: new Date(now.getTime() + dayMs).toISOString(),
    })
  const best = choice.data?.best
  return (
    <div className="watch-choice">
      <Button onClick={ask} busy={choice.isPending} disabled={!isReady}>
        {t('choice.ask')}
      </Button>
      {choice.error !== null && (
        <p role="alert" className="field-error">
          {failureText(choice.error)}
        </p>
      )}
      {choice.data !== undefined && (
        <div role="status">
          <p>{best == null ? t('choice.none') : t('choice.best', { name: detectorName(t, best) })}</p>
          {choice.data.unfinished && <p role="note">{t('choice.unfinished')}</p>}
          <ChoiceTable chosen={choice.data} />
          {best != null && best !== content.detector.kind && (
            <Button onClick={() => onTake(best)}>{t('choice.take')}</Button>
          )}
        </div>
      )}
    </div>
  )
}

function ChoiceTable({ chosen }: { chosen: ChosenDetector }) {
  const t = useText(warningTexts)
  const columns = ['object', 'watch.detector', 'choice.found', 'choice.false', 'choice.delay'] as const
  return (
    <TableScroll label={t('choice.ask')}>
      <table className="table">
        <thead>
          <tr>
            {columns.map((name) => (
              <th key={name} scope="col">
                {t(name)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {chosen.objects.flatMap((o) =>
            o.figures.map((f, n) => (
              <tr key={`${o.object} ${f.kind}`}>
                {n === 0 && (
                  <th scope="rowgroup" rowSpan={o.figures.length}>
                    {o.object}
                    <br />
                    <span className="muted">{t(`because.${o.because}`)}</span>
                  </th>
                )}
                <td>
                  {f.kind === o.chosen ? <strong>{detectorName(t, f.kind)}</strong> : detectorName(t, f.kind)}
                </td>
                <td>{`${Math.round(f.found * 100)}%`}</td>
                <td>{f.falsePerThousand.toFixed(1)}</td>
                <td>{f.delay ?? '—'}</td>
              </tr>
            )),
          )}
        </tbody>
      </table>
    </TableScroll>
  )
}
