import './operation.css'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useText } from '../../ui/i18n.tsx'
import { PageTitle } from '../../ui/page.tsx'
import { useSession } from '../../ui/session.tsx'
import { operationTexts } from '../messages/operation.ts'
import { useFilters } from '../shell/filters.ts'
import { EditProduct, ProductForm } from './form.tsx'
import { HeldView } from './held.tsx'
import { ProductPage } from './product.tsx'
import { ProductList } from './products.tsx'
import { RegistrationsView } from './registrations.tsx'

const views = ['products', 'held', 'registrations'] as const
type View = (typeof views)[number]

/** Products, outputs that wait, and registrations; one product or its form where the address names it. */
export function OperationPage() {
  const [{ product, view }] = useFilters()
  if (product === undefined) return <Views />
  if (product === 'new')
    return (
      <Inside>
        <ProductForm />
      </Inside>
    )
  return (
    <Inside>
      {view === 'edit' ? (
        <EditProduct key={product} id={product} />
      ) : (
        <ProductPage key={product} id={product} />
      )}
    </Inside>
  )
}

function Views() {
  const t = useText(operationTexts)
  const { hasRole } = useSession()
  const [{ view }] = useFilters()
  const shown = views.filter((v) => v !== 'held' || hasRole('data-manager'))
  const current: View = shown.find((v) => v === view) ?? 'products'
  const content: Readonly<Record<View, () => ReactNode>> = {
    products: () => <ProductList />,
    held: () => <HeldView />,
    registrations: () => <RegistrationsView />,
  }
  return (
    <main id="main" tabIndex={-1} className="page operation">
      <PageTitle title={t('title')} />
      <p className="muted">{t('intro')}</p>
      <nav className="button-row" aria-label={t('views')}>
        {shown.map((v) => (
          <Link
            key={v}
            to="/operation"
            search={{ view: v }}
            aria-current={v === current ? 'page' : undefined}
            className="sharing-tab"
          >
            {t(`view.${v}`)}
          </Link>
        ))}
      </nav>
      {content[current]()}
    </main>
  )
}

function Inside({ children }: { children: ReactNode }) {
  const t = useText(operationTexts)
  return (
    <main id="main" tabIndex={-1} className="page operation">
      <Link to="." search={{}}>
        ← {t('back')}
      </Link>
      {children}
    </main>
  )
}
