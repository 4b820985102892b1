import { useQuery } from '@tanstack/react-query'
import { api } from '../../ui/api.ts'
import { Confidence } from '../../ui/confidence.tsx'
import { RelativeTime } from '../../ui/deadline.tsx'
import { useText } from '../../ui/i18n.tsx'
import { CategoryName } from '../../ui/org-name.tsx'
import { Failure } from '../../ui/states.tsx'
import { useAlgorithmName } from '../algorithms/query.ts'
import { contextTexts } from '../messages/context.ts'

interface Decision {
  readonly id: string
  readonly algorithm: string
  readonly version: string
  readonly output: { readonly category?: string }
  readonly confidence: number
  readonly gate: 'automatic' | 'human'
  readonly outcome: string
  readonly at: string
}

/** What algorithms judged about the case, through which gate it went, and what became of it. */
export function Decisions({ id }: { id: string }) {
  const t = useText(contextTexts)
  const { data, error } = useQuery({
    queryKey: ['cases', 'appeal', 'one', id, 'decisions'],
    queryFn: ({ signal }) => api.get<Decision[]>(`/decisions/${id}`, undefined, signal),
  })
  return (
    <section>
      <h3>{t('decisions')}</h3>
      {error !== null && <Failure error={error} />}
      {data?.length === 0 && <p className="muted">{t('decisions.none')}</p>}
      <ul className="decisions">
        {data?.map((decision) => (
          <li key={decision.id}>
            <p>
              {decision.output.category !== undefined && <CategoryName code={decision.output.category} />}{' '}
              <Confidence value={decision.confidence} />
            </p>
            <p className="muted">
              {t(decision.gate === 'automatic' ? 'gate.automatic' : 'gate.human')} ·{' '}
              <Outcome outcome={decision.outcome} /> · <RelativeTime at={decision.at} />
            </p>
            <p className="muted">
              <AlgorithmName code={decision.algorithm} /> · {t('version')}{' '}
              <span className="numbers">{decision.version}</span>
            </p>
          </li>
        ))}
      </ul>
    </section>
  )
}

function AlgorithmName({ code }: { code: string }) {
  return <span title={code}>{useAlgorithmName(code)}</span>
}

function Outcome({ outcome }: { outcome: string }) {
  const t = useText(contextTexts)
  switch (outcome) {
    case 'pending':
      return t('outcome.pending')
    case 'applied':
      return t('outcome.applied')
    case 'confirmed':
      return t('outcome.confirmed')
    case 'overturned':
      return t('outcome.overturned')
    default:
      return outcome
  }
}
