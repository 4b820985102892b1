import { useQuery } from '@tanstack/react-query'
import { api } from '../../ui/api.ts'
import { Button } from '../../ui/controls.tsx'
import { useText } from '../../ui/i18n.tsx'
import { Failure, Loading } from '../../ui/states.tsx'
import { auditTexts } from '../messages/audit.ts'
import { type EntryProof, isProven } from './proof.ts'

/** The proof of one entry, checked on this device and told in words. */
export function ProofBox({ seq, onClose }: { seq: string; onClose: () => void }) {
  const t = useText(auditTexts)
  const { data, error, isPending } = useQuery({
    queryKey: ['audit', 'proof', seq],
    queryFn: ({ signal }) =>
      api.get<EntryProof>(`/audit/${encodeURIComponent(seq)}/proof`, undefined, signal),
  })
  return (
    <section className="card" aria-labelledby="proof-title">
      <div className="page-head">
        <h2 id="proof-title">{t('proof.of', { seq })}</h2>
        <Button onClick={onClose}>{t('close')}</Button>
      </div>
      {isPending && <Loading lines={3} />}
      {error !== null && (
        <>
          <Failure error={error} />
          <p>{t('proof.later')}</p>
        </>
      )}
      {data !== undefined && <Told proof={data} />}
    </section>
  )
}

function Told({ proof }: { proof: EntryProof }) {
  const t = useText(auditTexts)
  const isTrue = isProven(proof)
  return (
    <div role="status">
      <p className={isTrue ? 'proof-true' : 'field-error'}>
        {isTrue ? '✓' : '▲'} {t(isTrue ? 'proof.true' : 'proof.false')}
      </p>
      <ol className="proof-steps">
        <li>{t('proof.step1')}</li>
        <li>{t('proof.step2', { steps: proof.proof.length })}</li>
        <li>
          {t('proof.step3', { no: proof.seal.no })} <span className="hash">{proof.seal.root}</span>
        </li>
        <li>
          {t('proof.step4')} <span className="hash">{proof.seal.hash}</span>
        </li>
      </ol>
    </div>
  )
}
