import './wall.css'
import { MapBlock } from './map-block.tsx'
import { useRun } from './run.ts'
import { TableBlock } from './table-block.tsx'
import { TextBlock } from './text-block.tsx'
import { groupsOf, type Placed } from './wall.ts'
import { FigurePanel, FigureTile } from './wall-figures.tsx'

/** A wall in one look, without a scrollbar: figures above, the map in the middle, trends and lists to its sides. */
export function WallBlocks() {
  const { view } = useRun()
  const { figures, maps, sides } = groupsOf(view.blocks)
  const [left, ...right] = maps.length === 0 ? [] : sides
  const columns = maps.length === 0 ? sides : [...(left === undefined ? [] : [left]), maps, ...right]
  return (
    <>
      {figures.length > 0 && (
        <div className="run-tiles">
          {figures.map((p) => (
            <WallBlock key={p.n} {...p} />
          ))}
        </div>
      )}
      <div className="run-stage">
        {columns.map((column) => (
          <div key={column[0]?.n} className={column === maps ? 'run-column-of run-middle' : 'run-column-of'}>
            {column.map((p) => (
              <WallBlock key={p.n} {...p} />
            ))}
          </div>
        ))}
      </div>
    </>
  )
}

function WallBlock({ block, n }: Placed) {
  switch (block.kind) {
    case 'indicator':
      return block.show === 'figure' ? (
        <FigureTile block={block} n={n} />
      ) : (
        <FigurePanel block={block} n={n} />
      )
    case 'table':
      return <TableBlock block={block} n={n} />
    case 'map':
      return <MapBlock block={block} n={n} />
    case 'text':
      return <TextBlock block={block} n={n} />
    case 'command':
      return null
  }
}
