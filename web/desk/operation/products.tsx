import { Link } from '@tanstack/react-router'
import type { Product } from '#modules/operation/contract'
import { useText } from '../../ui/i18n.tsx'
import { OrgName } from '../../ui/org-name.tsx'
import { useSession } from '../../ui/session.tsx'
import { Empty, Failure, Loading } from '../../ui/states.tsx'
import { TableScroll } from '../fields/table-scroll.tsx'
import { operationTexts } from '../messages/operation.ts'
import { useProducts } from './api.ts'
import { ProductStateTag } from './words.tsx'

/** The products that this reader may see, last saved first. */
export function ProductList() {
  const t = useText(operationTexts)
  const { hasRole } = useSession()
  const isManager = hasRole('data-manager')
  const products = useProducts()
  const rows = products.data?.rows
  return (
    <>
      {isManager && (
        <div className="button-row">
          <Link to="." search={{ product: 'new' }} className="button button-main">
            {t('new')}
          </Link>
        </div>
      )}
      {products.isPending && <Loading lines={6} />}
      {products.error !== null && <Failure error={products.error} onRetry={() => void products.refetch()} />}
      {rows?.length === 0 && (
        <Empty title={t('products.empty')}>
          <p>{t(isManager ? 'products.empty.manager' : 'products.empty.reader')}</p>
        </Empty>
      )}
      {rows !== undefined && rows.length > 0 && <ProductTable rows={rows} />}
    </>
  )
}

function ProductTable({ rows }: { rows: readonly Product[] }) {
  const t = useText(operationTexts)
  return (
    <TableScroll label={t('view.products')}>
      <table className="table table-stack">
        <thead>
          <tr>
            {(['name', 'number', 'operator', 'state', 'revision'] as const).map((name) => (
              <th key={name} scope="col">
                {t(name)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((p) => (
            <tr key={p.id}>
              <th scope="row">
                <Link to="/operation" search={{ product: p.id }}>
                  {p.content.name}
                </Link>
              </th>
              <td data-label={t('number')}>{p.number ?? t('number.none')}</td>
              <td data-label={t('operator')}>
                <OrgName code={p.operator} />
              </td>
              <td data-label={t('state')}>
                <ProductStateTag state={p.state} />
              </td>
              <td data-label={t('revision')}>{p.revision}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroll>
  )
}
