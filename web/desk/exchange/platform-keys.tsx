import { algorithms } from '#modules/exchange/contract'
import { Button } from '../../ui/controls.tsx'
import { ExactTime } from '../../ui/deadline.tsx'
import { useText } from '../../ui/i18n.tsx'
import { useFailureText } from '../../ui/states.tsx'
import { TableScroll } from '../fields/table-scroll.tsx'
import { exchangeTexts } from '../messages/exchange.ts'
import { useExchangeAction, usePlatformKeys } from './query.ts'

/** Fingerprints of the platform's keys, to be compared by another way than this page. */
export function PlatformKeyList({ mayRotate }: { mayRotate: boolean }) {
  const t = useText(exchangeTexts)
  const failureText = useFailureText()
  const { data } = usePlatformKeys()
  const rotate = useExchangeAction('platform-keys/rotate')
  return (
    <>
      <h2>{t('platform-keys')}</h2>
      <p className="muted">
        {t('platform-keys.hint')} {t('algorithm.sm2')}
      </p>
      <TableScroll label={t('platform-keys')}>
        <table className="table">
          <thead>
            <tr>
              {(['algorithm', 'fingerprint', 'from', 'until'] as const).map((name) => (
                <th key={name} scope="col">
                  {t(name)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {(data?.keys ?? []).map((key) => (
              <tr key={key.id}>
                <th scope="row" className="nowrap">
                  {key.alg}
                </th>
                <td className="hash">{key.fingerprint}</td>
                <td className="nowrap">
                  <ExactTime at={key.from} />
                </td>
                <td className="nowrap">{key.until === null ? '—' : <ExactTime at={key.until} />}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableScroll>
      {mayRotate && (
        <p>
          {algorithms.map((alg) => (
            <Button key={alg} busy={rotate.isPending} onClick={() => rotate.mutate({ alg })}>
              {t('rotate-platform', { alg })}
            </Button>
          ))}
        </p>
      )}
      <span role="status" className="field-error">
        {rotate.error !== null && failureText(rotate.error)}
      </span>
    </>
  )
}
