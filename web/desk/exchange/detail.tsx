import type { ProvenExchange } from '#modules/exchange/contract'
import { Button } from '../../ui/controls.tsx'
import { useText } from '../../ui/i18n.tsx'
import { useListed } from '../../ui/listed.ts'
import { Failure, Loading } from '../../ui/states.tsx'
import { Fact } from '../case/head.tsx'
import { exchangeTexts } from '../messages/exchange.ts'
import { useExchange } from './query.ts'
import { useConditionText, usePurposeText } from './words.ts'

/** One exchange: what was asked, both signatures, and whether it stands in the chain as it was written. */
export function ExchangeDetail({ id, onClose }: { id: string; onClose: () => void }) {
  const t = useText(exchangeTexts)
  const { data, error, isPending } = useExchange(id)
  return (
    <section className="card exchange-detail" aria-labelledby="exchange-title">
      <div className="page-head">
        <h2 id="exchange-title">{t('detail', { id: id.slice(-12) })}</h2>
        <Button onClick={onClose}>{t('close')}</Button>
      </div>
      {isPending && <Loading lines={6} />}
      {error !== null && <Failure error={error} />}
      {data !== undefined && <Told exchange={data} />}
    </section>
  )
}

function Hash({ children }: { children: string | null }) {
  return <span className="hash">{children ?? '—'}</span>
}

function Told({ exchange }: { exchange: ProvenExchange }) {
  const t = useText(exchangeTexts)
  const conditionText = useConditionText()
  const purposeText = usePurposeText()
  const listed = useListed()
  const { record, seal } = exchange
  const { request, response } = record
  return (
    <>
      <dl className="facts">
        <Fact name={t('system')}>{exchange.systemName ?? t('system.unknown')}</Fact>
        <Fact name={t('resource')}>{exchange.resourceName ?? '—'}</Fact>
        <Fact name={t('purpose')}>{purposeText(record.purpose)}</Fact>
        <Fact name={t('items')}>{listed(record.items) || '—'}</Fact>
        <Fact name={t('rows')}>{record.rows}</Fact>
        <Fact name={t('outcome')}>{t(`outcome.${record.outcome}`)}</Fact>
        {record.condition !== null && <Fact name={t('condition')}>{conditionText(record.condition)}</Fact>}
      </dl>
      <h3>{t('request')}</h3>
      <dl className="facts">
        <Fact name={request.method}>
          <Hash>{request.target}</Hash>
        </Fact>
        <Fact name={t('digest')}>
          <Hash>{request.digest}</Hash>
        </Fact>
        <Fact name={t('request.signature')}>
          <Hash>{request.input}</Hash> <Hash>{request.signature}</Hash>
        </Fact>
      </dl>
      <h3>{t('response')}</h3>
      <dl className="facts">
        <Fact name={t('digest')}>
          <Hash>{response.digest}</Hash>
        </Fact>
        <Fact name={t('response.signature')}>
          <Hash>{response.input}</Hash> <Hash>{response.signature}</Hash>
        </Fact>
      </dl>
      <h3>{t('proof')}</h3>
      <p role="status" className={exchange.proven ? 'proof-true' : seal === null ? '' : 'field-error'}>
        {exchange.proven ? '✓' : '▲'}{' '}
        {t(exchange.proven ? 'proof.true' : seal === null ? 'proof.later' : 'proof.false')}
      </p>
      <dl className="facts">
        <Fact name={t('record-hash')}>
          <Hash>{exchange.hash}</Hash>
        </Fact>
        <Fact name={t('entry')}>{exchange.entry ?? '—'}</Fact>
        {seal !== null && (
          <Fact name={t('seal', { no: seal.no })}>
            <Hash>{seal.hash}</Hash>
          </Fact>
        )}
      </dl>
    </>
  )
}
