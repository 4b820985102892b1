import { useNavigate } from '@tanstack/react-router'
import type { Lineage } from '#modules/catalogue/contract'
import { useText } from '../../ui/i18n.tsx'
import { useOrgName } from '../../ui/org-name.tsx'
import { catalogueTexts } from '../messages/catalogue.ts'
import { layOut } from './lineage-layout.ts'

const box = { width: 196, height: 58 } as const
const gap = { x: 72, y: 22 } as const
const edgeOfDrawing = 8
/** So many Chinese characters stand in one line of a box. */
const lineLength = 12

/** Boxes in columns and lines between them. Each box is a link; the table below holds the same words. */
export function LineageGraph({ lineage, here }: { lineage: Lineage; here: string }) {
  const t = useText(catalogueTexts)
  const orgName = useOrgName()
  const ids = lineage.nodes.map((n) => n.id)
  const placed = new Map(layOut(ids, lineage.edges).map((p) => [p.id, p]))
  const x = (id: string) => edgeOfDrawing + (placed.get(id)?.column ?? 0) * (box.width + gap.x)
  const y = (id: string) => edgeOfDrawing + (placed.get(id)?.row ?? 0) * (box.height + gap.y)
  const width = Math.max(...ids.map(x)) + box.width + edgeOfDrawing
  const height = Math.max(...ids.map(y)) + box.height + edgeOfDrawing
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to take the focus.
    <section className="lineage" tabIndex={0} aria-label={t('lineage.graph')}>
      <svg width={width} height={height} viewBox={`0 0 ${width} ${height}`}>
        <title>{t('lineage.graph')}</title>
        <defs>
          <marker
            id="lineage-arrow"
            viewBox="0 0 8 8"
            refX="8"
            refY="4"
            markerWidth="8"
            markerHeight="8"
            orient="auto"
          >
            <path d="M0 0 L8 4 L0 8 z" />
          </marker>
        </defs>
        {lineage.edges.map((e) => (
          <path
            key={`${e.from} ${e.to}`}
            className="lineage-edge"
            markerEnd="url(#lineage-arrow)"
            d={curve(x(e.from) + box.width, y(e.from) + box.height / 2, x(e.to), y(e.to) + box.height / 2)}
          >
            <title>{e.how}</title>
          </path>
        ))}
        {lineage.nodes.map((n) => (
          <Node
            key={n.id}
            id={n.id}
            x={x(n.id)}
            y={y(n.id)}
            name={n.name}
            below={`${orgName(n.provider)} · ${t(`kind.${n.kind}`)}`}
            isHere={n.id === here}
          />
        ))}
      </svg>
    </section>
  )
}

interface NodeProps {
  readonly id: string
  readonly x: number
  readonly y: number
  readonly name: string
  readonly below: string
  readonly isHere: boolean
}

function Node({ id, x, y, name, below, isHere }: NodeProps) {
  const navigate = useNavigate()
  const open = () => void navigate({ to: '/catalogue', search: (old: object) => ({ ...old, resource: id }) })
  return (
    <a
      href={`/desk/catalogue?resource=${id}`}
      className="lineage-node"
      data-here={isHere}
      aria-current={isHere ? 'true' : undefined}
      onClick={(event) => {
        event.preventDefault()
        open()
      }}
    >
      <title>{name}</title>
      <rect x={x} y={y} width={box.width} height={box.height} rx={8} />
      <text x={x + 12} y={y + 24} className="lineage-name">
        {shortened(name)}
      </text>
      <text x={x + 12} y={y + 44} className="lineage-below">
        {shortened(below)}
      </text>
    </a>
  )
}

function shortened(text: string): string {
  return text.length > lineLength + 1 ? `${text.slice(0, lineLength)}…` : text
}

function curve(x1: number, y1: number, x2: number, y2: number): string {
  const bend = Math.max(24, (x2 - x1) / 2)
  return `M${x1} ${y1} C${x1 + bend} ${y1} ${x2 - bend} ${y2} ${x2} ${y2}`
}
