import { useQuery } from '@tanstack/react-query'
import type { OwnData } from '#modules/protection/contract'
import { api } from '../../ui/api.ts'
import { useText } from '../../ui/i18n.tsx'
import { PageTitle } from '../../ui/page.tsx'
import { useSession } from '../../ui/session.tsx'
import { Empty, Failure, Loading } from '../../ui/states.tsx'
import { myDataTexts } from '../messages/my-data.ts'
import { SignInForm } from '../sign-in.tsx'
import { OwnRequests } from './requests.tsx'
import { OwnResourceCard } from './resource.tsx'

const ownDataKey = ['me', 'data'] as const

/** What is held about the signed-in person, by whom, and who may see it. */
export function MyDataPage() {
  const t = useText(myDataTexts)
  const { me, isSignedIn, isPending } = useSession()
  return (
    <div className="page">
      <PageTitle title={t('title')} />
      <p>{t('intro')}</p>
      {isPending && <Loading />}
      {!isPending && (!isSignedIn || me?.kind !== 'resident') && <SignInForm />}
      {me?.kind === 'resident' && <Content />}
    </div>
  )
}

function Content() {
  const t = useText(myDataTexts)
  const { data, isPending, error, refetch } = useQuery({
    queryKey: ownDataKey,
    queryFn: ({ signal }) => api.get<OwnData>('/me/data', undefined, signal),
  })
  if (isPending) return <Loading lines={6} />
  if (error !== null) return <Failure error={error} onRetry={() => void refetch()} />
  return (
    <>
      <p className="data-level">
        {t(`level.${data.level}`)} {data.level === 'phone' && t('level.phone.how')}
      </p>
      {data.resources.length === 0 && (
        <Empty title={t('empty')}>
          <p>{t('empty.text')}</p>
        </Empty>
      )}
      {data.resources.map((r) => (
        <OwnResourceCard key={r.id} r={r} />
      ))}
      <OwnRequests />
    </>
  )
}
