/** A piece of a value, and whether the other value lacks it. */
export interface Piece {
  readonly text: string
  readonly differs: boolean
}

/** Longer values are marked whole: nobody reads single characters in them. */
const mostCharacters = 120

/** Two values cut into what they share, in order (longest common subsequence), and what only one of them has. */
export function piecesOf(left: string, right: string): readonly [Piece[], Piece[]] {
  if (left === right) return [whole(left, false), whole(right, false)]
  const a = [...left]
  const b = [...right]
  if (a.length > mostCharacters || b.length > mostCharacters) return [whole(left, true), whole(right, true)]
  const [keptA, keptB] = shared(a, b)
  return [joined(a, keptA), joined(b, keptB)]
}

const whole = (text: string, differs: boolean): Piece[] => (text === '' ? [] : [{ text, differs }])

function shared(a: readonly string[], b: readonly string[]): readonly [Set<number>, Set<number>] {
  // length[i][j]: of the longest common subsequence of a from i and b from j.
  const length = Array.from({ length: a.length + 1 }, () => new Array<number>(b.length + 1).fill(0))
  const at = (i: number, j: number) => length[i]?.[j] ?? 0
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--) {
      const row = length[i] as number[]
      row[j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1))
    }
  const keptA = new Set<number>()
  const keptB = new Set<number>()
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    if (a[i] === b[j]) {
      keptA.add(i++)
      keptB.add(j++)
    } else if (at(i + 1, j) >= at(i, j + 1)) i++
    else j++
  }
  return [keptA, keptB]
}

function joined(characters: readonly string[], kept: ReadonlySet<number>): Piece[] {
  const pieces: Piece[] = []
  characters.forEach((character, i) => {
    const differs = !kept.has(i)
    const last = pieces.at(-1)
    if (last?.differs === differs) pieces[pieces.length - 1] = { text: last.text + character, differs }
    else pieces.push({ text: character, differs })
  })
  return pieces
}
