/** SM3 (GB/T 32905-2016): what the audit chain is hashed with; browsers bring no SM3 of their own. */
const iv = [0x7380166f, 0x4914b2b9, 0x172442d7, 0xda8a0600, 0xa96f30bc, 0x163138aa, 0xe38dee4d, 0xb0fb0e4e]

const rotate = (x: number, n: number) => (x << (n & 31)) | (x >>> ((32 - n) & 31))
const p0 = (x: number) => x ^ rotate(x, 9) ^ rotate(x, 17)
const p1 = (x: number) => x ^ rotate(x, 15) ^ rotate(x, 23)

/** The digest of the bytes, 32 bytes long. */
export function sm3(message: Uint8Array): Uint8Array {
  const blocks = pad(message)
  let state = iv
  for (let at = 0; at < blocks.byteLength; at += 64)
    state = compress(state, new DataView(blocks.buffer, at, 64))
  const out = new DataView(new ArrayBuffer(32))
  state.forEach((word, i) => {
    out.setInt32(i * 4, word)
  })
  return new Uint8Array(out.buffer)
}

function pad(message: Uint8Array): Uint8Array<ArrayBuffer> {
  const padded = new Uint8Array(Math.ceil((message.length + 9) / 64) * 64)
  padded.set(message)
  padded[message.length] = 0x80
  new DataView(padded.buffer).setBigUint64(padded.length - 8, BigInt(message.length) * 8n)
  return padded
}

function expand(block: DataView): number[] {
  const w = Array.from({ length: 16 }, (_, i) => block.getInt32(i * 4))
  const at = (i: number) => w[i] ?? 0
  for (let j = 16; j < 68; j += 1)
    w.push(p1(at(j - 16) ^ at(j - 9) ^ rotate(at(j - 3), 15)) ^ rotate(at(j - 13), 7) ^ at(j - 6))
  return w
}

function compress(state: readonly number[], block: DataView): number[] {
  const w = expand(block)
  let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = state
  for (let j = 0; j < 64; j += 1) {
    const t = j < 16 ? 0x79cc4519 : 0x7a879d8a
    const ss1 = rotate((rotate(a, 12) + e + rotate(t, j)) | 0, 7)
    const ss2 = ss1 ^ rotate(a, 12)
    const ff = j < 16 ? a ^ b ^ c : (a & b) | (a & c) | (b & c)
    const gg = j < 16 ? e ^ f ^ g : (e & f) | (~e & g)
    const tt1 = (ff + d + ss2 + ((w[j] ?? 0) ^ (w[j + 4] ?? 0))) | 0
    const tt2 = (gg + h + ss1 + (w[j] ?? 0)) | 0
    ;[d, c, b, a] = [c, rotate(b, 9), a, tt1]
    ;[h, g, f, e] = [g, rotate(f, 19), e, p0(tt2)]
  }
  return [a, b, c, d, e, f, g, h].map((word, i) => word ^ (state[i] ?? 0))
}

export function hex(bytes: Uint8Array): string {
  return [...bytes].map((b) => b.toString(16).padStart(2, '0')).join('')
}

export function fromHex(text: string): Uint8Array {
  return Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))
}
