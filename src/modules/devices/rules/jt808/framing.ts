const [mark, escaped] = [0x7e, 0x7d]

/**
 * Bytes that one connection may keep of an unfinished frame. The longest of the standard has a header of 21 bytes, a body
 * of 1023 and a check byte, each perhaps escaped into two: 2090.
 */
export const longestFrame = 4096

export interface Framed {
  /** Header and body, unescaped, with a right check byte, which is taken off. */
  readonly frames: readonly Uint8Array[]
  /** Pieces that are no frames. */
  readonly faults: number
}

export interface Framer {
  push(chunk: Uint8Array): Framed
  /** Bytes of a frame that is not over. */
  kept(): number
}

/**
 * Cuts a stream into frames (JT/T 808-2013 and 2019, 4.4). The mark never stands inside a frame, so that whatever came
 * before the next mark is forgotten with it. Any bytes are taken; none throws.
 */
export function createFramer(): Framer {
  let rest: Uint8Array = new Uint8Array(0)
  let isTooLong = false

  function end(piece: Uint8Array): Uint8Array | 'fault' | undefined {
    const content = joined(rest, piece)
    rest = new Uint8Array(0)
    if (isTooLong) {
      isTooLong = false
      return undefined
    }
    if (content.length === 0) return undefined
    return content.length > longestFrame ? 'fault' : (opened(content) ?? 'fault')
  }

  return {
    push(chunk) {
      const frames: Uint8Array[] = []
      let faults = 0
      let from = 0
      for (let at = chunk.indexOf(mark); at !== -1; at = chunk.indexOf(mark, from)) {
        const ended = end(chunk.subarray(from, at))
        if (ended === 'fault') faults++
        else if (ended !== undefined) frames.push(ended)
        from = at + 1
      }
      const tail = chunk.subarray(from)
      if (!isTooLong && rest.length + tail.length > longestFrame) {
        isTooLong = true
        rest = new Uint8Array(0)
        faults++
      } else if (!isTooLong) rest = joined(rest, tail)
      return { frames, faults }
    },
    kept: () => rest.length,
  }
}

/** Marks, escapes and the check byte around header and body. */
export function framed(content: Uint8Array): Uint8Array {
  const bytes = [mark]
  for (const byte of [...content, checkByte(content)]) {
    if (byte === mark) bytes.push(escaped, 0x02)
    else if (byte === escaped) bytes.push(escaped, 0x01)
    else bytes.push(byte)
  }
  return Uint8Array.from([...bytes, mark])
}

/** XOR of all bytes from the header to the last of the body. */
export function checkByte(content: Uint8Array): number {
  return content.reduce((sum, byte) => sum ^ byte, 0)
}

function opened(content: Uint8Array): Uint8Array | undefined {
  const bytes = new Uint8Array(content.length)
  let n = 0
  for (let at = 0; at < content.length; at++) {
    const byte = content[at] ?? 0
    if (byte !== escaped) bytes[n++] = byte
    else {
      const which = content[++at]
      if (which !== 0x01 && which !== 0x02) return undefined
      bytes[n++] = which === 0x02 ? mark : escaped
    }
  }
  // With its check byte the XOR of a whole frame is nothing.
  return n < 2 || checkByte(bytes.subarray(0, n)) !== 0 ? undefined : bytes.subarray(0, n - 1)
}

/** A copy of its own, so that a few bytes do not keep a large chunk in memory. */
function joined(a: Uint8Array, b: Uint8Array): Uint8Array {
  const both = new Uint8Array(a.length + b.length)
  both.set(a)
  both.set(b, a.length)
  return both
}
