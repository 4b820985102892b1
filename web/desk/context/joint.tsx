import { Link } from '@tanstack/react-router'
import type { AppealDetails } from '#modules/appeals/contract'
import { appeals, useCase } from '../../ui/cases.ts'
import { useText } from '../../ui/i18n.tsx'
import { StateTag } from '../../ui/state-tag.tsx'
import { contextTexts } from '../messages/context.ts'
import type { Filters } from '../shell/filters.ts'

/** The main case, or the cases that were merged into this one. */
export function JointBox({ joint }: { joint: NonNullable<AppealDetails['joint']> }) {
  const t = useText(contextTexts)
  if (joint.into === null && joint.adopted.length === 0) return null
  return (
    <section>
      <h3>{t('joint')}</h3>
      {joint.into !== null && (
        <p>
          {t('joint.into')} <CaseLink id={joint.into.main} />
        </p>
      )}
      {joint.adopted.map((adopted) => (
        <p key={adopted.case}>
          {t('joint.adopted')} <CaseLink id={adopted.case} />
        </p>
      ))}
    </section>
  )
}

function CaseLink({ id }: { id: string }) {
  const t = useText(contextTexts)
  const { data } = useCase(appeals, id)
  return (
    <>
      <Link to="/" search={(old: Filters) => ({ ...old, case: id })}>
        <span className="numbers">{data?.number ?? t('joint.open')}</span>
      </Link>{' '}
      {data !== undefined && <StateTag state={data.state} />}
    </>
  )
}
