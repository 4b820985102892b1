import { useState } from 'react'
import type { Statement, Template } from '#modules/operation/contract'
import { deviceNow } from '../../ui/clock.ts'
import { TextField } from '../../ui/controls.tsx'
import { useText } from '../../ui/i18n.tsx'
import { Empty, Failure, Loading } from '../../ui/states.tsx'
import { TableScroll } from '../fields/table-scroll.tsx'
import { operationTexts } from '../messages/operation.ts'
import { useStatement } from './api.ts'
import { useFigure, useMoney } from './words.tsx'

/** The month in which the city lives: '2026-11'. */
function thisMonth(): string {
  return deviceNow().toLocaleDateString('sv-SE', { timeZone: 'Asia/Shanghai' }).slice(0, 7)
}

/** Answers and amount of a month, by question. */
export function StatementOfMonth({ id, templates }: { id: string; templates: readonly Template[] }) {
  const t = useText(operationTexts)
  const [month, setMonth] = useState(thisMonth)
  const statement = useStatement(id, month)
  const s = statement.data
  return (
    <section aria-labelledby="operation-statement" className="operation-list">
      <h2 id="operation-statement">{t('statement')}</h2>
      <div className="operation-month">
        <TextField
          id="operation-month"
          label={t('month')}
          type="month"
          value={month}
          onChange={(e) => setMonth(e.target.value)}
        />
      </div>
      {statement.isLoading && <Loading />}
      {statement.error !== null && (
        <Failure error={statement.error} onRetry={() => void statement.refetch()} />
      )}
      {s?.rows.length === 0 && <Empty title={t('statement.empty')} />}
      {s !== undefined && s.rows.length > 0 && <StatementTable s={s} templates={templates} />}
    </section>
  )
}

const figures = ['answers', 'held', 'refused', 'epsilon'] as const

function StatementTable({ s, templates }: { s: Statement; templates: readonly Template[] }) {
  const t = useText(operationTexts)
  const figure = useFigure()
  const money = useMoney()
  const sum = (name: (typeof figures)[number] | 'amount') => s.rows.reduce((all, row) => all + row[name], 0)
  return (
    <TableScroll label={t('statement.of', { month: s.month })}>
      <table className="table table-stack">
        <thead>
          <tr>
            <th scope="col">{t('template')}</th>
            {figures.map((name) => (
              <th key={name} scope="col">
                {t(`statement.${name}`)}
              </th>
            ))}
            <th scope="col">{t('statement.amount')}</th>
          </tr>
        </thead>
        <tbody>
          {s.rows.map((row) => (
            <tr key={row.template}>
              <th scope="row">{templates.find((x) => x.id === row.template)?.title ?? row.template}</th>
              {figures.map((name) => (
                <td key={name} data-label={t(`statement.${name}`)}>
                  {figure(row[name])}
                </td>
              ))}
              <td data-label={t('statement.amount')}>{money(row.amount)}</td>
            </tr>
          ))}
          <tr>
            <th scope="row">{t('statement.total')}</th>
            {figures.map((name) => (
              <td key={name} data-label={t(`statement.${name}`)}>
                {figure(sum(name))}
              </td>
            ))}
            <td data-label={t('statement.amount')}>{money(sum('amount'))}</td>
          </tr>
        </tbody>
      </table>
    </TableScroll>
  )
}
